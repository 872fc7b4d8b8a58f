/* SPDX-License-Identifier: MIT */
/* What the kernel would run: it comes back. */
    .section .text.start, "ax"
    .globl _start
_start:
    ret

    .section .note.GNU-stack, "", @progbits
