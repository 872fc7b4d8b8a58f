/* SPDX-License-Identifier: MIT */
/* RDI = which door to try. What gets through ends in INT3. */
    .section .text.start, "ax"
    .globl _start
_start:
    cmpl $1, %edi
    je 1f
    ja 2f
    sysenter
    int3
1:
    int $0x80
    int3
2:
    syscall
    int3

    .section .note.GNU-stack, "", @progbits
