/* SPDX-License-Identifier: MIT */
/* Does what a compiler may do in a function: 24 bytes below the first stack pointer lies a multiple of 16. */
    .section .text.start, "ax"
    .globl _start
_start:
    movaps %xmm0, -24(%rsp)
    movaps -24(%rsp), %xmm0
    int3

    .section .note.GNU-stack, "", @progbits
