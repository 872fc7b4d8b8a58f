/* SPDX-License-Identifier: MIT */
/* A program sets TF and calls. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
extern const char door_count[];
extern uint64_t door_calls;

int64_t kernel_call(struct frame *frame);
int64_t kernel_call(struct frame *frame)
{
    return (int64_t)frame->rax;
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("#DB in ring 0: %lu; calls: %lu\n", cpu_this()->debug_count, door_calls);
    uint64_t after = thread->frame.rbx;
    print("ended by %s in ring %lu, %s\n", thread->fault.name, thread->frame.cs & 3,
          thread->frame.rip >= after && thread->frame.rip <= after + 2 ? "after the call" : "ELSEWHERE");
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    msr_write(MSR_LSTAR, (uintptr_t)door_count);
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
