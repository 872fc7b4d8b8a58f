/* SPDX-License-Identifier: MIT */
/* Fills registers with its argument, raises a breakpoint, stores what they hold, and ends. */
    .section .text.start, "ax"
    .globl _start
_start:
    movq %rdi, %r12
    movq %rdi, %xmm7
    andl $0x0ffffff0, %edi
    wrfsbase %rdi
    int3
    movq %xmm7, found
    rdfsbase %rax
    movq %rax, found + 8
    movq %r12, found + 16
    ud2

    .bss
    .balign 8
found: .skip 24

    .section .note.GNU-stack, "", @progbits
