/* SPDX-License-Identifier: MIT */
/*
 * The order of the general registers in a frame, once for pushing and once for popping. Assembly only.
 */
#ifndef ARCH_REGISTERS_H
#define ARCH_REGISTERS_H

#ifdef __ASSEMBLER__

/* What every frame holds above the two bases and below the origin. */
.macro PUSH_REGISTERS
    pushq %rdi
    pushq %rsi
    pushq %rdx
    pushq %rcx
    pushq %rax
    PUSH_REGISTERS_FROM_R8
.endm

.macro PUSH_REGISTERS_FROM_R8
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
.endm

.macro POP_REGISTERS
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    popq %r11
    popq %r10
    popq %r9
    popq %r8
    popq %rax
    popq %rcx
    popq %rdx
    popq %rsi
    popq %rdi
.endm

#endif

#endif
