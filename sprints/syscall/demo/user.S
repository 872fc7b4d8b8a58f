/* SPDX-License-Identifier: MIT */
/*
 * Three calls: an ordinary one, a wait, one with every flag set that ring 3 can set, one with a stack pointer that points into the kernel. Then INT3.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $1, %eax
    movl $0x11, %edi
    movl $0x22, %esi
    movl $0x33, %edx
    movl $0x44, %r10d
    movl $0x55, %r8d
    movl $0x66, %r9d
    syscall

    movq %rax, %rbx
    movl $1000000, %ecx /* long enough for a tick: the first interrupt after a SYSRET */
wait:
    decl %ecx
    jnz wait
    pushq $0x240cd5 /* CF PF AF ZF SF DF OF AC ID; TF has a test of its own */
    popfq
    movl $2, %eax
    syscall
    pushfq
    popq %r12
    cld

    movq %rsp, %rbp
    movq $0xffffffff80200000, %rsp
    movl $3, %eax
    syscall
    movq %rsp, %r13
    movq %rbp, %rsp
    movq %rax, %rdx
    int3

    .section .note.GNU-stack, "", @progbits
