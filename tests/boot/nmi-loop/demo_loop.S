/* SPDX-License-Identifier: MIT */
/* Puts a pattern into every register, waits until a number of NMIs was counted, and checks the patterns. */
#include "arch/x86_64/asm.h"

    .text
/* In: RDI = the counter, RSI = how many to wait for. Out: RAX = 0, or 1 if a register changed. */
FUNC(nmi_loop)
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movl $0x0a, %eax
    movl $0x0b, %ebx
    movl $0x0c, %ecx
    movl $0x0d, %edx
    movl $0x0e, %ebp
    movl $0x08, %r8d
    movl $0x09, %r9d
    movl $0x10, %r10d
    movl $0x11, %r11d
    movl $0x12, %r12d
    movl $0x13, %r13d
    movl $0x14, %r14d
    movl $0x15, %r15d
    std
    .globl nmi_loop_round
nmi_loop_round:
    cmpq %rsi, (%rdi)
    jb nmi_loop_round
    .irp pair, "0x0a,%rax", "0x0b,%rbx", "0x0c,%rcx", "0x0d,%rdx", "0x0e,%rbp", "0x08,%r8", "0x09,%r9", "0x10,%r10"
    cmpq $\pair
    jne 2f
    .endr
    .irp pair, "0x11,%r11", "0x12,%r12", "0x13,%r13", "0x14,%r14", "0x15,%r15"
    cmpq $\pair
    jne 2f
    .endr
    xorl %eax, %eax
    jmp 3f
2:
    movl $1, %eax
3:
    cld
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
END(nmi_loop)

    .section .note.GNU-stack, "", @progbits
