/* SPDX-License-Identifier: MIT */
/* Sets the bases of FS and GS from its argument, and compares them for ever. A difference ends in INT3. */
    .section .text.start, "ax"
    .globl _start
_start:
    wrfsbase %rdi
    leaq 0x1000(%rdi), %rsi
    wrgsbase %rsi
1:  rdfsbase %rax
    cmpq %rax, %rdi
    jne 2f
    rdgsbase %rax
    cmpq %rax, %rsi
    je 1b
2:  int3

    .section .note.GNU-stack, "", @progbits
