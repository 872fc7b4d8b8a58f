/* SPDX-License-Identifier: MIT */
/*
 * Sets one flag after the other, then all at once, and calls. RAX = 0 if every one came back; RBX = calls made. TF is not among them: it has
 * a test of its own.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq flags(%rip), %r14
    xorl %ebx, %ebx
1:
    movq (%r14, %rbx, 8), %r12
    testq %r12, %r12
    jz 3f
    orq $0x202, %r12
    pushq %r12
    popfq
    movl $0, %eax
    syscall
    pushfq
    popq %r13
    pushq $2
    popfq
    incq %rbx
    xorq %r13, %r12
    jz 1b
    movq %r12, %rax
    int3
3:
    xorl %eax, %eax
    int3

    .section .rodata, "a"
    .balign 8
flags:
    .quad 0x1, 0x4, 0x10, 0x40, 0x80, 0x400, 0x800, 0x40000, 0x200000, 0x240cd5, 0

    .section .note.GNU-stack, "", @progbits
