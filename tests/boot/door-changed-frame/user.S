/* SPDX-License-Identifier: MIT */
/* A call, then an instruction that has the kernel change the frame. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $0, %eax
    syscall
    ud2
    int3

    .section .note.GNU-stack, "", @progbits
