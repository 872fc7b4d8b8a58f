/* SPDX-License-Identifier: MIT */
/* The first Linux program that everybody writes: write(1, "hello\n", 6), exit(0) twice, and HLT in case that comes back. */
    .globl _start
_start:
    movl $1, %eax
    movl $1, %edi
    leaq text(%rip), %rsi
    movl $6, %edx
    syscall
    movl $60, %eax
    xorl %edi, %edi
    syscall
    movl $60, %eax
    syscall
    hlt

    .section .rodata
text:
    .ascii "hello\n"

    .section .note.GNU-stack, "", @progbits
