/* SPDX-License-Identifier: MIT */
/* A program calls and compares its registers, while a driver sends NMIs. */
#include "arch/x86_64/cpu.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

/* In the sprint that has no table yet, every call is answered here. */
int64_t kernel_call(struct frame *frame);
int64_t kernel_call(struct frame *frame)
{
    return (int64_t)(frame->rax ^ 0x55);
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("NMIs counted: %lu\n", cpu_this()->nmi_count);
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

/* Asked at every tick. */
static void enough(void)
{
    if (cpu_this()->nmi_count >= 100) {
        print("at least 100 NMIs counted, and the program still calls\n");
        checkpoint_done();
    }
}
RESUME_CHOICE(35, enough);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    print("calling\n");
    machine_thread_resume(thread);
}
