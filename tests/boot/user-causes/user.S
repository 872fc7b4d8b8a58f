/* SPDX-License-Identifier: MIT */
/* Causes one exception: the one whose number, counted from 0, is in RDI. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq causes(%rip), %rax
    jmp *(%rax, %rdi, 8)

#define CAUSE(name, vector, error, address, ...)  \
    .pushsection .rodata, "a"; .quad 9f; .popsection; 9: __VA_ARGS__; jmp survived;
#define EITHER(name, vector, error, other_vector, other_error, address, ...) CAUSE(name, vector, error, address, __VA_ARGS__)
    .section .rodata, "a"
    .balign 8
causes:
    .text
#include "causes.h"

survived:
    mov $0x5afe, %eax
    int3

    .section .note.GNU-stack, "", @progbits
