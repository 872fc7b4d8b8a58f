/* SPDX-License-Identifier: MIT */
/* Raises the vector whose number is in RDI. What returns runs into UD2. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq ints(%rip), %rax
    leaq (%rax, %rdi, 8), %rax
    jmp *%rax

    .balign 8
ints:
    .set vector, 0
    .rept 256
    .byte 0xcd, vector
    ud2
    .balign 8
    .set vector, vector + 1
    .endr

    .section .note.GNU-stack, "", @progbits
