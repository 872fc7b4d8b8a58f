/* SPDX-License-Identifier: MIT */
/* Reads, writes or executes an address. In: RDI = address, its low two bits the way: 0 read, 1 write, 2 execute. */
    .section .text.start, "ax"
    .globl _start
_start:
    movq %rdi, %rax
    andq $~3, %rax
    andl $3, %edi
    jz 1f
    decl %edi
    jz 2f
    jmp *%rax
1:  movq (%rax), %rbx
    int3
2:  movl %ebx, (%rax)
    int3

    .section .note.GNU-stack, "", @progbits
