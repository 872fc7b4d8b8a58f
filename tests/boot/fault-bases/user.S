/* SPDX-License-Identifier: MIT */
/* Sets both bases, as a processor with FSGSBASE lets ring 3 do, and ends. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $0x1234560, %eax
    wrfsbase %rax
    movq $0xffffffff80123450, %rax
    wrgsbase %rax
    ud2

    .section .note.GNU-stack, "", @progbits
