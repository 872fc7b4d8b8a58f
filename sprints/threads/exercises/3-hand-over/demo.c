/* SPDX-License-Identifier: MIT */
/* Starts the program and waits for its end. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    assert(thread->state == THREAD_EXITED);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    scheduler_remove(thread);
    thread->schedule.priority = 10;
    scheduler_add(thread);
    uint64_t self = process_endow(thread->process, 32);
    assert(self == HANDLE_FIRST);
    kernel_resume();
}
