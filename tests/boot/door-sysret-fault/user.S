/* SPDX-License-Identifier: MIT */
/* RDI = 0: has the kernel leave badly. Else: calls, and ends. */
    .section .text.start, "ax"
    .globl _start
_start:
    testl %edi, %edi
    jnz 1f
    ud2
1:
    movl $0, %eax
    syscall
    int3

    .section .note.GNU-stack, "", @progbits
