/* SPDX-License-Identifier: MIT */
/* Writes to its variables and its stack, and ends: after an odd number by a page fault, else by INT3. */
    .section .text.start, "ax"
    .globl _start
_start:
    pushq %rdi
    movq %rdi, variable(%rip)
    testl $1, %edi
    jz 1f
    movq 0, %rax
1:  int3

    .bss
    .balign 8
variable: .skip 8

    .section .note.GNU-stack, "", @progbits
