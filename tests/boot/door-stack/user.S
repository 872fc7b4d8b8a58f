/* SPDX-License-Identifier: MIT */
/* RAX = 0 if every stack pointer came back as it was; RBX = calls made. RDI = an address in the kernel's data. */
    .section .text.start, "ax"
    .globl _start
_start:
    movq %rsp, %rbp
    leaq pointers(%rip), %r14
    xorl %ebx, %ebx
1:
    movq (%r14, %rbx, 8), %r12
    cmpq $-2, %r12
    je 3f
    cmpq $-3, %r12
    cmoveq %rdi, %r12
    movq %r12, %rsp
    movl $0, %eax
    syscall
    movq %rsp, %r13
    movq %rbp, %rsp
    incq %rbx
    cmpq %r12, %r13
    je 1b
    movl $1, %eax
    int3
3:
    xorl %eax, %eax
    int3

    .section .rodata, "a"
    .balign 8
pointers:
    .quad 0, 1, 8, 0x700001, 0xffffffff80200000, 0xffffffff8020c000, 0xffff800000200000, 0x800000000000
    .quad 0x7fffffffffff, 0x7ffffffff000, 0xffff7fffffffffff, 0xffff800000000000, 0xffffffffffffffff, -3, -2

    .section .note.GNU-stack, "", @progbits
