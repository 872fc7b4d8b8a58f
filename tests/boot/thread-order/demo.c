/* SPDX-License-Identifier: MIT */
/* Prints the order in which the program's threads came to their places. */
#include "tests/boot/lib/flat_program.h"

static void program_ended(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    print("state %u, status %d, fault %s\n", thread->state, thread->exit_status, thread->fault.name != NULL ? thread->fault.name : "none");
    checkpoint_done();
}
RESUME_CHOICE(95, program_ended);

void demo(void)
{
    program_start(0);
    scheduler_remove(thread);
    thread->schedule.priority = 10;
    scheduler_add(thread);
    program_endow(64);
    kernel_resume();
}
