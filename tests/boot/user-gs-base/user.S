/* SPDX-License-Identifier: MIT */
/*
 * In: RDI = an address of the kernel, which becomes the base of GS. Then the program traps and single-steps for ever, and looks whether its base
 * is as it was. INT3 is a call to the test's handler; UD2 ends it.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    wrgsbase %rdi
    movq $0x123456789000, %rsi
    wrfsbase %rsi
again:
    int3
    pushfq
    orq $0x100, (%rsp)
    popfq
    nop
    nop
    pushfq
    andq $~0x100, (%rsp)
    popfq
    movl $2000, %ecx
1:  rdgsbase %rax
    cmpq %rdi, %rax
    jne changed
    rdfsbase %rax
    cmpq %rsi, %rax
    jne changed
    decl %ecx
    jnz 1b
    jmp again
changed:
    ud2

    .section .note.GNU-stack, "", @progbits
