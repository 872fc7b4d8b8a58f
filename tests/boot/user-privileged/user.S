/* SPDX-License-Identifier: MIT */
/* Tries one instruction: the one whose number, counted from 0, is in RDI. What gets through runs into INT3. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq tries(%rip), %rax
    jmp *(%rax, %rdi, 8)

#define TRY(name, vector, other, ...) .pushsection .rodata, "a"; .quad 9f; .popsection; 9: __VA_ARGS__; int3;
    .section .rodata, "a"
    .balign 8
tries:
    .text
#include "instructions.h"

    .section .note.GNU-stack, "", @progbits
