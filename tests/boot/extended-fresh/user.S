/* SPDX-License-Identifier: MIT */
/* With 0 in RDI leaves something in every register of x87 and SSE; else, and at 0x100, stores what it finds at the beginning of its variables. */
    .section .text.start, "ax"
    .globl _start
_start:
    testl %edi, %edi
    jnz look
    movl $0xff80, -8(%rsp)
    ldmxcsr -8(%rsp)
    movl $0xc7f, -8(%rsp)
    fldcw -8(%rsp)
    .rept 8
    fldpi
    .endr
    movq $0xa5a5a5a5a5a5a5a5, %rax
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    movq %rax, %xmm\number
    punpcklqdq %xmm\number, %xmm\number
    .endr
    ud2

    .org 0x100
look:
    fxsave64 image
    ud2

    .bss
    .balign 16
image: .skip 512

    .section .note.GNU-stack, "", @progbits
