/* SPDX-License-Identifier: MIT */
/* Calls with the address of another instruction, and should find itself there. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq elsewhere(%rip), %rdi
    syscall
    ud2
elsewhere:
    int3

    .section .note.GNU-stack, "", @progbits
