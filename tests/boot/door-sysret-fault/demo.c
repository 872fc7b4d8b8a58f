/* SPDX-License-Identifier: MIT */
/* One thread is made to leave by SYSRET to 2^47. Then another begins, and must find everything in order. */
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

_Noreturn void leave_badly(void);

static struct thread *thread;
static bool second;

int64_t kernel_call(struct frame *frame);
int64_t kernel_call(struct frame *frame)
{
    return (int64_t)frame->rax;
}

static bool invalid_opcode(struct frame *frame)
{
    (void)frame;
    print("leaving for a non-canonical address\n");
    leave_badly();
}
TRAP_HANDLER(6, invalid_opcode);

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("%s %s\n", second ? "another thread runs:" : "ended by", thread->fault.name);
    flat_end(thread);
    if (second) {
        checkpoint_done();
    }
    second = true;
    thread = flat_start(&boot_info.modules[0], 1);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
