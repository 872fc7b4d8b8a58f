/* SPDX-License-Identifier: MIT */
/* A program whose stack has no end finds that it has one. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("%s, error code %lx, %ld bytes below the stack\n", thread->fault.name, thread->fault.error,
          (int64_t)(FLAT_STACK_TOP - FLAT_STACK_PAGES * PAGE_SIZE - thread->fault.address));
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
