/* SPDX-License-Identifier: MIT */
/*
 * A thread that filled every register ends; then others begin, each in a process of its own. What they find in their registers is read from the
 * frame that their first instructions leave.
 */
#include "arch/x86_64/cpuid.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/user.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned stage;

static void begin(uint64_t offset, uint64_t argument)
{
    struct process *process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
    bool started = thread_start(thread, (struct user_address){FLAT_CODE + offset}, (struct user_address){FLAT_STACK_TOP}, argument);
    assert(started);
    machine_thread_resume(thread);
}

static void report(const struct frame *frame)
{
    const uint64_t *registers = &frame->r15;
    uint64_t together = 0;
    for (unsigned i = 0; i < 15; i++) {
        together |= registers[i];
    }
    print("registers or-ed together %lx, flags %lx, cs %lx, ss %lx, rsp %lx\n", together, frame->rflags, frame->cs, frame->ss,
          frame->rsp);
    print("FS base %lx, GS base %lx\n", msr_read(MSR_FS_BASE), msr_read(MSR_KERNEL_GS_BASE));
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    assert(thread->fault.number == 3);
    stage++;
    if (stage == 1) {
        print("a thread ended with r15 %lx, flags %lx\n", thread->frame.r15, thread->frame.rflags);
        begin(0, 0);
    } else if (stage == 2) {
        report(&thread->frame);
        begin(0x10, 0);
    }
    print("DS %lx, ES %lx, FS %lx, GS %lx\n", thread->frame.rax, thread->frame.rcx, thread->frame.rdx, thread->frame.rbx);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    begin(0x40, cpuid(7, 0, CPUID_EBX) & 1);
}
