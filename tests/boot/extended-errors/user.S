/* SPDX-License-Identifier: MIT */
/* Makes one error: the one whose number, counted from 0, is in RDI. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq errors(%rip), %rax
    jmp *(%rax, %rdi, 8)

#define ERROR(name, vector, other, ...) .pushsection .rodata, "a"; .quad 9f; .popsection; 9: __VA_ARGS__; int3;
    .section .rodata, "a"
    .balign 8
denormal: .quad 0x0000000000000001
largest:  .quad 0x7fefffffffffffff
smallest: .quad 0x0010000000000000
errors:
    .text
#include "errors.h"

    .section .note.GNU-stack, "", @progbits
