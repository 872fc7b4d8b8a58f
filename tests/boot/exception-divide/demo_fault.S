/* SPDX-License-Identifier: MIT */
/* Divides by zero with a known number in each register. */
#include "arch/x86_64/asm.h"

    .text
FUNC(fault_here)
    pushq %rbp
    movq %rsp, %rbp
    movq $0x1111111111111111, %rax
    movq $0x2222222222222222, %rbx
    xorl %ecx, %ecx
    movq $0x4444444444444444, %rdx
    movq $0x5555555555555555, %rsi
    movq $0x6666666666666666, %rdi
    movq $0x0808080808080808, %r8
    movq $0x0909090909090909, %r9
    movq $0x1010101010101010, %r10
    movq $0x1112111211121112, %r11
    movq $0x1212121212121212, %r12
    movq $0x1313131313131313, %r13
    movq $0x1414141414141414, %r14
    movq $0x1515151515151515, %r15
    divq %rcx
    popq %rbp
    ret
END(fault_here)

    .section .note.GNU-stack, "", @progbits
