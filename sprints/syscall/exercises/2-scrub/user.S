/* SPDX-License-Identifier: MIT */
/* Fills the registers, calls, and counts in RAX those that came back different. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $1, %ebx
    movl $2, %edx
    movl $4, %esi
    movl $8, %r8d
    movl $16, %r9d
    movl $32, %r10d
    movl $64, %r12d
    movl $128, %r13d
    movl $256, %r14d
    movl $512, %r15d
    syscall
    addq %rdx, %rbx
    addq %rsi, %rbx
    addq %r8, %rbx
    addq %r9, %rbx
    addq %r10, %rbx
    addq %r12, %rbx
    addq %r13, %rbx
    addq %r14, %rbx
    addq %r15, %rbx
    xorl %eax, %eax
    cmpq $1023, %rbx
    setne %al
    int3

    .section .note.GNU-stack, "", @progbits
