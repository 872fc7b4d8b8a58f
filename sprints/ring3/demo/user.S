/* SPDX-License-Identifier: MIT */
/*
 * The flat self-test. It begins with a number in RDI: 0 to report what the registers held, else the attempt to make.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    testq %rdi, %rdi
    jz report
    leaq attempts(%rip), %rax
    jmp *-8(%rax, %rdi, 8)

/* All registers but RSP ored into RAX; the flags into RBX; then the one door that is open, INT3. */
report:
    orq %rbx, %rax
    orq %rcx, %rax
    orq %rdx, %rax
    orq %rsi, %rax
    orq %rbp, %rax
    orq %r8, %rax
    orq %r9, %rax
    orq %r10, %rax
    orq %r11, %rax
    orq %r12, %rax
    orq %r13, %rax
    orq %r14, %rax
    orq %r15, %rax
    pushfq
    popq %rbx
    movl %cs, %ecx
    movl %ss, %edx
    int3

#define ATTEMPT(number, vector, name, ...) attempt_##number: __VA_ARGS__; int3
    .text
#include "attempts.h"
#undef ATTEMPT

    .section .rodata, "a"
    .balign 8
attempts:
#define ATTEMPT(number, vector, name, ...) .quad attempt_##number;
#include "attempts.h"
#undef ATTEMPT

    .section .note.GNU-stack, "", @progbits
