/* SPDX-License-Identifier: MIT */
/*
 * Waiting. The only place in ring 0 where interrupts are enabled.
 *
 * STI takes effect after the instruction that follows it, so nothing can slip in between STI and HLT and be slept over. An
 * NMI can: it returns to HLT, or to the jump, with interrupts enabled. Hence two places where an interrupt may be taken:
 * idle_halt and idle_again.
 *
 * In:    GS base = the CPU's area
 * Out:   never returns; an interrupt's handler ends in kernel_resume
 * Stack: the kernel stack, from its top
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/offsets.h"

    .text
    .globl idle_halt, idle_again
FUNC(machine_idle)
    movq %gs:CPU_STACK_TOP, %rsp
    xorl %ebp, %ebp
    sti
idle_halt:
    hlt
idle_again:
    jmp idle_halt
END(machine_idle)

    .section .note.GNU-stack, "", @progbits
