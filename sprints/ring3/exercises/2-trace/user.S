/* SPDX-License-Identifier: MIT */
/* In: RDI = how often to go round; 0 to set TF and see. One instruction to test, one to jump, two each time round, and INT3. */
    .section .text.start, "ax"
    .globl _start
_start:
    testq %rdi, %rdi
    jz 2f
1:  decq %rdi
    jnz 1b
    int3
2:  pushfq
    orq $0x100, (%rsp)
    popfq
    nop
    nop
    int3

    .section .note.GNU-stack, "", @progbits
