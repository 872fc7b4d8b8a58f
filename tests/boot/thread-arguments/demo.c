/* SPDX-License-Identifier: MIT */
/* The program passes wrong arguments to the calls about threads. */
#include "tests/boot/lib/flat_program.h"

static uint64_t used_before;

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* What was put off for it goes on afterwards. */
    }
    const struct process *process = thread->process;
    print("status %d, %ld frames more, %lu threads\n", thread->exit_status, (int64_t)(process->account.used - used_before),
          process->threads);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    program_start(0);
    program_endow(16);
    used_before = thread->process->account.used;
    kernel_resume();
}
