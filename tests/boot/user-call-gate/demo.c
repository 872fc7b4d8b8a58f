/* SPDX-License-Identifier: MIT */
/* A program has a page at 0x1000 and makes a descriptor table of it. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("the program ended: %s, error code %lx\n", thread->fault.name, thread->fault.error);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    struct physical_address frame;
    bool allocated = frame_alloc_zeroed(FRAME_USER, &frame);
    assert(allocated);
    enum address_status status =
        address_space_map(&thread->process->space, (struct user_address){0x1000}, frame, PERMISSION_READ | PERMISSION_WRITE);
    assert(status == ADDRESS_OK);
    print("a program writes a call gate to 0x1000 and calls through it\n");
    program_live(0);
}
