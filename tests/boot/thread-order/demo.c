/* SPDX-License-Identifier: MIT */
/* Prints the order in which the program's threads came to their places. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void program_ended(void)
{
    print("state %u, status %d, fault %s\n", thread->state, thread->exit_status, thread->fault.name != NULL ? thread->fault.name : "none");
    checkpoint_done();
}
RESUME_CHOICE(95, program_ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    scheduler_remove(thread);
    thread->schedule.priority = 10;
    scheduler_add(thread);
    uint64_t self = process_endow(thread->process, 64);
    assert(self == HANDLE_FIRST);
    kernel_resume();
}
