/* SPDX-License-Identifier: MIT */
/* Compares the slots. */
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
    print("slot 39 is slot 25: %s\n", call_table[39] == call_table[25] ? "yes" : "no");
    print("its name is not repeated: %s\n", call_names[39] == NULL ? "yes" : "no");
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
