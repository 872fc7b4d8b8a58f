/* SPDX-License-Identifier: MIT */
/* One thread is made to leave by SYSRET to 2^47. Then another begins, and must find everything in order. */
#include "arch/x86_64/trap.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

_Noreturn void leave_badly(void);

static bool second;

static bool invalid_opcode(struct frame *frame)
{
    (void)frame;
    print("leaving for a non-canonical address\n");
    leave_badly();
}
TRAP_HANDLER(6, invalid_opcode);

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("%s %s\n", second ? "another thread runs:" : "ended by", thread->fault.name);
    flat_end(thread);
    if (second) {
        checkpoint_done();
    }
    second = true;
    program_run(1);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
