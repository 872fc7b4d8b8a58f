/* SPDX-License-Identifier: MIT */
/*
 * Each door is tried by a thread of its own. There is no way to compatibility mode, so its entry is put into LSTAR for the third.
 */
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

static unsigned turn;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    uint64_t vector = thread->fault.number;
    switch (turn++) {
    case 0:
        /* AMD has no SYSENTER in 64-bit mode (#UD); Intel's raises #GP while SYSENTER_CS is 0. */
        print("sysenter: %s\n", vector == 6 || vector == 13 ? "closed" : "OPEN");
        break;
    case 1:
        print("int 0x80: %s\n", thread->fault.name);
        msr_write(MSR_LSTAR, (uintptr_t)syscall_compat);
        break;
    default:
        print("the door of compatibility mode: %s\n", thread->fault.name);
        flat_end(thread);
        checkpoint_done();
    }
    flat_end(thread);
    program_run(turn);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(turn);
}
