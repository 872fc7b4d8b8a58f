/* SPDX-License-Identifier: MIT */
/* The first instruction of the door is watched by a stub in LSTAR, which notes the flags and goes on to the door. */
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

extern const char door_watch[];
extern uint64_t door_flags_seen, door_flags_count;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("seen at the door: %lx with %lu sets of flags\n", door_flags_seen, door_flags_count);
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    msr_write(MSR_LSTAR, (uintptr_t)door_watch);
    program_run(0);
}
