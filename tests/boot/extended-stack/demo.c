/* SPDX-License-Identifier: MIT */
/* Runs the program and says how it ended. */
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("ended by %s\n", thread->fault.name);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
