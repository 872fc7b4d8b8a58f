/* SPDX-License-Identifier: MIT */
/*
 * The first instruction of a program: it takes the time.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    rdtsc
    ud2

    .section .note.GNU-stack, "", @progbits
