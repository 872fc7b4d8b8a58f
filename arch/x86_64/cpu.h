/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The per-CPU area: what each processor keeps for itself.
 *
 * While the kernel runs, the base of GS is the area of the processor that runs it. The four vectors that may arrive before that holds
 * (NMI, #DB, #MC, #DF) find it in the highest word of their own stack.
 */
#ifndef ARCH_CPU_H
#define ARCH_CPU_H

#include "arch/x86_64/descriptors.h"

/** @defgroup cpu Per-CPU area
 *  @brief What each processor keeps for itself.
 *  @{ */

/** One processor's area. */
struct cpu {
    struct cpu *self;         /**< Its own address, so that one load through GS yields it. */
#if SPRINT >= S_SYSCALL
    uint64_t sysret_refused;  /**< Exits that were not by SYSRET because RIP was not below the limit. */
#endif
#if SPRINT >= S_RING3
    uint64_t frame_end;       /**< First address above the current thread's frame. */
    uint64_t scratch;         /**< Holds one register while an entry has none free. */
    struct thread *thread;    /**< The thread whose registers, bases and address space are loaded, or null. */
#endif
    uint64_t stack_top;       /**< First address above the kernel stack; a multiple of 16. */
    uint64_t nmi_count;       /**< NMIs so far. They do nothing but count. */
    uint64_t debug_count;     /**< #DB that arrived in ring 0. */
    uint64_t stray_count;     /**< Interrupts at vectors that nobody handles. */
    struct descriptors descriptors; /**< GDT and TSS. */
};

/** The processor that GRUB started. */
extern struct cpu cpu_first;

/** The area of the processor that runs this code. Valid from boot step 30 on. */
static inline struct cpu *cpu_this(void)
{
    struct cpu *cpu;
    __asm__("movq %%gs:0, %0" : "=r"(cpu));
    return cpu;
}

/** @} */

#endif
