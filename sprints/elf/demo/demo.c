/* SPDX-License-Identifier: MIT */
/*
 * Lets the program speak for itself.
 */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void program_ended(void)
{
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    assert(thread->state == THREAD_EXITED);
    print("exit status %d\n", thread->exit_status);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
