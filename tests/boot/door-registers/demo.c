/* SPDX-License-Identifier: MIT */
/* A program compares its registers before and after each of many calls. */
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
