/* SPDX-License-Identifier: MIT */
/* Writes to the port in RDI: one byte, or with bit 16 set four. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl %edi, %edx
    testl $0x10000, %edi
    jnz 1f
    outb %al, %dx
    int3
1:  outl %eax, %dx
    int3

    .section .note.GNU-stack, "", @progbits
