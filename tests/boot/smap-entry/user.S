/* SPDX-License-Identifier: MIT */
/* Sets AC and DF, traps, calls, and ends. */
    .section .text.start, "ax"
    .globl _start
_start:
    pushfq
    orq $0x40400, (%rsp)
    popfq
    ud2
    movl $22, %eax
    syscall
    int3

    .section .note.GNU-stack, "", @progbits
