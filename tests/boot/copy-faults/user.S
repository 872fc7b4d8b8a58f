/* SPDX-License-Identifier: MIT */
/* Never runs; the kernel only uses its memory. */
    .section .text.start, "ax"
    .globl _start
_start:
    ud2

    .section .note.GNU-stack, "", @progbits
