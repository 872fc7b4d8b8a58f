/* SPDX-License-Identifier: MIT */
/* The call itself changes the frame of the thread that made it, as setting a thread's registers does. */
#include "arch/x86_64/user.h"
#include "tests/boot/lib/flat_program.h"

/* The program gave another address to go on at in RDI. */
int64_t kernel_call(struct frame *frame)
{
    frame->rip = frame->rdi;
    frame->rcx = 0xfeed;
    print("accepted %d\n", frame_accept(frame));
    return 0x12345;
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("ended by %s, rax %lx, rcx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rcx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
