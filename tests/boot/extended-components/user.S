/* SPDX-License-Identifier: MIT */
/* Uses AVX. */
    .section .text.start, "ax"
    .globl _start
_start:
    vxorps %ymm0, %ymm0, %ymm0
    int3

    .section .note.GNU-stack, "", @progbits
