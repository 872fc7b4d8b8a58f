/* SPDX-License-Identifier: MIT */
/* Raises one of four vectors: the one with the index in RDI. */
    .section .text.start, "ax"
    .globl _start
_start:
    cmpq $1, %rdi
    jb 1f
    je 2f
    cmpq $2, %rdi
    je 3f
    int $128
    ud2
1:  int $3
    ud2
2:  int $4
    ud2
3:  int $5
    ud2

    .section .note.GNU-stack, "", @progbits
