/* SPDX-License-Identifier: MIT */
/* Computes for ever. */
    .section .text.start, "ax"
    .globl _start
_start:
    incq %rax
    jmp _start

    .section .note.GNU-stack, "", @progbits
