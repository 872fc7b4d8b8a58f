/* SPDX-License-Identifier: MIT */
/*
 * Three beginnings at fixed places: one ends in its first instruction; one reads its segment registers; one leaves something in every register
 * that ring 3 can write, the bases of FS and GS too if its argument says that the processor can.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    int3

    .org 0x10
    movl %ds, %eax
    movl %es, %ecx
    movl %fs, %edx
    movl %gs, %ebx
    int3

    .org 0x40
    movl $0x1b, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %fs
    movl %eax, %gs
    testq %rdi, %rdi
    jz 1f
    movq $0x123456789000, %rax
    wrfsbase %rax
    wrgsbase %rax
1:
    movq $-1, %rax
    .irp register, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
    movq %rax, %\register
    .endr
    pushq $0x240cd5
    popfq
    int3

    .section .note.GNU-stack, "", @progbits
