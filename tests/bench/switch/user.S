/* SPDX-License-Identifier: MIT */
/* Raises breakpoints for ever. */
    .section .text.start, "ax"
    .globl _start
_start:
    int3
    jmp _start

    .section .note.GNU-stack, "", @progbits
