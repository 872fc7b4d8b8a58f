/* SPDX-License-Identifier: MIT */
/* One thread calls with TF set, one without. */
#include "arch/x86_64/cpu.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t turn;

int64_t kernel_call(struct frame *frame)
{
    return (int64_t)frame->rax;
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("ended by %s, exits not by SYSRET: %lu\n", thread->fault.name, cpu_this()->sysret_refused);
    flat_end(thread);
    if (turn++ == 1) {
        checkpoint_done();
    }
    thread = flat_start(&boot_info.modules[0], turn);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], turn);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
