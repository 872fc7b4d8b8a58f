/* SPDX-License-Identifier: MIT */
/* kernel_call is assembly here: it must see its registers before a compiler has touched them. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
extern uint64_t seen;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("registers in the kernel, or-ed together: %lx\n", seen);
    print("registers that the program lost: %lu\n", thread->frame.rax);
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
