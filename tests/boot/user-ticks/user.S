/* SPDX-License-Identifier: MIT */
/* Holds a pattern in each register and compares all the time; a difference ends in INT3. The comparison needs no register. */
    .section .text.start, "ax"
    .globl _start
_start:
    .set value, 0
    .irp register, rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
    .set value, value + 0x01234567
    movq $value, %\register
    .endr
    cmpq %rsp, saved_rsp(%rip)
    movq %rsp, saved_rsp(%rip)
    std
again:
    .set value, 0
    .irp register, rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
    .set value, value + 0x01234567
    cmpq $value, %\register
    jne changed
    .endr
    cmpq %rsp, saved_rsp(%rip)
    jne changed
    stc
    jnc changed
    jmp again
changed:
    int3
    ud2

    .bss
    .balign 8
saved_rsp: .skip 8

    .section .note.GNU-stack, "", @progbits
