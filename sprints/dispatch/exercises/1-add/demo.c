/* SPDX-License-Identifier: MIT */
/* Asks the table for names, and the program for the answer. */
#include "kernel/calls.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("call 40 is called %s\n", call_names[40] == NULL ? "nothing" : call_names[40]);
    print("call 27 is called %s\n", call_names[27] == NULL ? "nothing" : call_names[27]);
    print("exit status %d\n", thread->exit_status);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
