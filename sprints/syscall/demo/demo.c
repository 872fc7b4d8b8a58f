/* SPDX-License-Identifier: MIT */
/*
 * The door is looked at from both sides: from ring 0, through a probe, with STAR as it is and with its halves swapped; then from ring 3, in
 * earnest.
 */
#include "arch/x86_64/control.h"
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/layout.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "arch/x86_64/user.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "probe.h"

static struct thread *thread;

int64_t kernel_call(struct frame *frame)
{
    uint64_t flags;
    __asm__("pushfq; popq %0" : "=r"(flags));
    print("call %lu: arguments %lx %lx %lx %lx %lx %lx\n", frame->rax, frame->rdi, frame->rsi, frame->rdx, frame->r10,
          frame->r8, frame->r9);
    print("        thread: rip %lx, rsp %lx, flags %lx; kernel: flags %lx\n", frame->rip, frame->rsp, frame->rflags,
          flags & SFMASK_ALL & ~UINT64_C(0xd5));
    return (int64_t)frame->rax * 100;
}

/* The thread has ended in INT3: its registers say what came back. */
static void program_ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("%s: results %lu and %lu, flags %lx, stack pointer %lx\n", thread->fault.name, thread->frame.rbx,
          thread->frame.rdx, thread->frame.r12, thread->frame.r13);
    print("exits refused to SYSRET: %lu\n", cpu_this()->sysret_refused);
    assert(thread->fault.number == 3);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

static void probe_print(const char *title)
{
    struct probe probe;
    probe_run(&probe);
    print("%s: cs %lx, ss %lx, rcx is the next instruction: %s, flags in r11 %lx\n", title, probe.cs, probe.ss,
          probe.rcx == (uintptr_t)probe_return ? "yes" : "no", probe.r11);
}

void demo(void)
{
    uint64_t star = msr_read(MSR_STAR);
    print("EFER %lx, STAR %016lx, SFMASK %lx\n", msr_read(MSR_EFER), star, msr_read(MSR_SFMASK));
    print("LSTAR is %s\n", msr_read(MSR_LSTAR) == (uintptr_t)syscall_entry ? "syscall_entry" : "something else");

    msr_write(MSR_LSTAR, (uintptr_t)probe_handler);
    probe_print("ring 0 through the probe ");
    msr_write(MSR_STAR, (uint64_t)SELECTOR_KERNEL_CODE << 48 | UINT64_C(0x18) << 32);
    probe_print("with STAR's halves swapped");
    msr_write(MSR_STAR, star);
    msr_write(MSR_LSTAR, (uintptr_t)syscall_entry);

    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
