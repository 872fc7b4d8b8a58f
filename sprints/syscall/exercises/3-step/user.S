/* SPDX-License-Identifier: MIT */
/* RDI = 0: sets TF and calls. Else: calls. */
    .section .text.start, "ax"
    .globl _start
_start:
    testl %edi, %edi
    jnz 1f
    pushfq
    orq $0x100, (%rsp)
    popfq
1:
    syscall
    nop
    int3

    .section .note.GNU-stack, "", @progbits
