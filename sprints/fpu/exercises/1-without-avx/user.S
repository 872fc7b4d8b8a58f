/* SPDX-License-Identifier: MIT */
/* Asks for XCR0, and uses AVX. */
    .section .text.start, "ax"
    .globl _start
_start:
    xorl %ecx, %ecx
    xgetbv
    vxorps %ymm0, %ymm0, %ymm0
    int3

    .section .note.GNU-stack, "", @progbits
