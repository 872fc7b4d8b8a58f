/* SPDX-License-Identifier: MIT */
/* Jumps to the address in RDI. */
    .section .text.start, "ax"
    .globl _start
_start:
    jmp *%rdi

    .section .note.GNU-stack, "", @progbits
