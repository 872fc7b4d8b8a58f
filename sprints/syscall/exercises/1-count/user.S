/* SPDX-License-Identifier: MIT */
/* Three calls, numbered. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $1, %eax
    syscall
    movl $2, %eax
    syscall
    movl $3, %eax
    syscall
    int3

    .section .note.GNU-stack, "", @progbits
