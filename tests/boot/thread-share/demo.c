/* SPDX-License-Identifier: MIT */
/* The program's threads count in loops. */
#include "tests/boot/lib/flat_program.h"

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    print("status %d\n", thread->exit_status);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    program_start(0);
    program_endow(60);
    kernel_resume();
}
