/* SPDX-License-Identifier: MIT */
/* Calls itself for ever. */
    .section .text.start, "ax"
    .globl _start
_start:
    call _start

    .section .note.GNU-stack, "", @progbits
