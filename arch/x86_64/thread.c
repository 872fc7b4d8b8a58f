/* SPDX-License-Identifier: MIT */
/*
 * Threads as the processor sees them: which one is loaded, how it begins, and what becomes of a trap that it causes.
 *
 * Invariant: cpu->thread is the thread whose bases and address space are loaded, and cpu->frame_end the end of its frame, whenever
 * ring 3 runs.
 */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/msr.h"
#if SPRINT >= S_PROCESSES
#include "arch/x86_64/page_table.h"
#endif
#include "arch/x86_64/user.h"
#include "kernel/boot_step.h"
#include "kernel/panic.h"
#include "kernel/process.h"

static void user_gates(void)
{
    idt_open(VECTOR_BREAKPOINT);
}
BOOT_STEP(32, user_gates);

struct thread *machine_thread_current(void)
{
    return cpu_this()->thread;
}

bool machine_thread_prepare(struct thread *thread, struct user_address entry, struct user_address stack, uint64_t argument)
{
    struct frame frame = {.rip = entry.value, .rsp = stack.value, .rdi = argument};
    assert(thread != cpu_this()->thread);
    if (!frame_accept(&frame)) {
        return false;
    }
    thread->frame = frame;
#if SPRINT >= S_FPU
    extended_state_init(&thread->extended);
#endif
    return true;
}

/*
 * What a thread loaded into these registers means nothing in 64-bit mode, but another thread could read it. The SWAPGS are for processors
 * on which loading GS clears its base.
 */
static void segments_clear(void)
{
    __asm__ volatile("movl %0, %%ds; movl %0, %%es; movl %0, %%fs; swapgs; movl %0, %%gs; swapgs" : : "r"(0));
}

/* The bases of FS and GS belong to the frame, but no entry saves them: it is done when the thread is unloaded. */
static void bases_save(struct thread *thread)
{
    thread->frame.fs_base = msr_read(MSR_FS_BASE);
    thread->frame.gs_base = msr_read(MSR_KERNEL_GS_BASE);
}

_Noreturn void machine_thread_resume(struct thread *thread)
{
    struct cpu *cpu = cpu_this();
    if (cpu->thread != thread) {
        if (cpu->thread != NULL) {
            bases_save(cpu->thread);
#if SPRINT >= S_FPU
            extended_state_save(&cpu->thread->extended);
#endif
        }
        segments_clear();
        msr_write(MSR_FS_BASE, thread->frame.fs_base);
        msr_write(MSR_KERNEL_GS_BASE, thread->frame.gs_base);
#if SPRINT >= S_FPU
        extended_state_load(&thread->extended);
#endif
        address_space_activate(&thread->process->space);
        cpu->thread = thread;
        _Static_assert(offsetof(struct thread, frame) == 0, "a thread's frame lies at the thread's own address");
        cpu->frame_end = (uintptr_t)(&thread->frame + 1);
    }
    frame_resume(&thread->frame);
}

void machine_thread_forget(struct thread *thread)
{
    struct cpu *cpu = cpu_this();
    if (cpu->thread == thread) {
        bases_save(thread);
#if SPRINT >= S_FPU
        extended_state_save(&thread->extended);
#endif
        cpu->thread = NULL;
        cpu->frame_end = 0;
        address_space_leave();
    }
}

_Noreturn void trap_user(void)
{
    uint64_t cr2;
    __asm__ volatile("movq %%cr2, %0" : "=r"(cr2));

    struct frame *frame = &cpu_this()->thread->frame;
    if (frame->origin >= VECTOR_EXCEPTIONS) {
        interrupt_arrive(frame);
    }
    if (frame->origin == VECTOR_DEBUG) {
        __asm__ volatile("movq %0, %%dr6" : : "r"(UINT64_C(0)));
    }
    if (trap_handle(frame)) {
        kernel_resume();
    }
    struct fault fault = {
        .name = exception_name(frame->origin),
        .number = frame->origin,
        .error = frame->error,
        .address = frame->origin == VECTOR_PAGE_FAULT ? cr2 : 0,
        .instruction = frame->rip,
    };
#if SPRINT >= S_PROCESSES
    /* Others will read this. What is mapped in the kernel's half is none of their business: all of it looks as if something were there. */
    fault.error |= fault.address >= KERNEL_FIRST ? PAGE_FAULT_PRESENT : 0;
#endif
    kernel_fault(&fault);
}

_Noreturn void trap_exit(uint64_t vector, uint64_t error)
{
    struct fault fault = {
        .name = exception_name(vector),
        .number = vector,
        .error = error,
        .instruction = cpu_this()->thread->frame.rip,
    };
    kernel_fault(&fault);
}
