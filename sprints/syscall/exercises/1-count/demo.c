/* SPDX-License-Identifier: MIT */
/* Compares the door's count with its own, during each call and at the end. */
#include "arch/x86_64/cpu.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

int64_t kernel_call(struct frame *frame)
{
    print("during call %lu the count is %lu\n", frame->rax, cpu_this()->call_count);
    return 0;
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("at the end it is %lu\n", cpu_this()->call_count);
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
