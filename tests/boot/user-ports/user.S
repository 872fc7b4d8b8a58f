/* SPDX-License-Identifier: MIT */
/* Reads or writes a port. In: RDI = port + way << 16. */
    .section .text.start, "ax"
    .globl _start
_start:
    movq %rdi, %rcx
    shrq $16, %rcx
    movzwl %di, %edx
    leaq ways(%rip), %rbx
    leaq -64(%rsp), %rdi
    movq %rdi, %rsi
    jmp *(%rbx, %rcx, 8)
way_in:
    inb %dx, %al
    int3
way_out:
    outb %al, %dx
    int3
way_in_long:
    inl %dx, %eax
    int3
way_out_long:
    outl %eax, %dx
    int3
way_ins:
    insb
    int3
way_outs:
    outsb
    int3

    .section .rodata, "a"
    .balign 8
ways: .quad way_in, way_out, way_in_long, way_out_long, way_ins, way_outs

    .section .note.GNU-stack, "", @progbits
