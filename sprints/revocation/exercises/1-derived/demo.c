/* SPDX-License-Identifier: MIT */
/* A process with a capability to itself makes the new call. */
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
    if (thread->state == THREAD_EXITED) {
        print("exit status %d\n", thread->exit_status);
    } else {
        print("ended by %s at %lx, address %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.address);
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 64);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
