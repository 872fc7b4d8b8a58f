/* SPDX-License-Identifier: MIT */
/*
 * Uses one selector in one way. In: RDI = selector + way << 16. What succeeds ends in INT3, with the way in RAX; everything else is a fault.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    movq %rdi, %rax
    shrq $16, %rax
    movzwl %di, %edx
    leaq ways(%rip), %rcx
    leaq done(%rip), %rbx
    jmp *(%rcx, %rax, 8)

way_far_return:
    pushq %rdx
    pushq %rbx
    lretq
way_far_jump:
    pushq %rdx
    pushq %rbx
    rex.w ljmp *(%rsp)
way_far_call:
    pushq %rdx
    pushq %rbx
    rex.w lcall *(%rsp)
way_iretq:
    movq %rsp, %rcx
    pushq $0x1b
    pushq %rcx
    pushq $0x202
    pushq %rdx
    pushq %rbx
    iretq
way_iretq_ss:
    movq %rsp, %rcx
    pushq %rdx
    pushq %rcx
    pushq $0x202
    pushq $0x23
    pushq %rbx
    iretq
way_ds:
    movl %edx, %ds
    jmp done
way_es:
    movl %edx, %es
    jmp done
way_fs:
    movl %edx, %fs
    jmp done
way_gs:
    movl %edx, %gs
    jmp done
way_ss:
    movl %edx, %ss
    jmp done
done:
    int3
    ud2

    .section .rodata, "a"
    .balign 8
ways:
    .quad way_far_return, way_far_jump, way_far_call, way_iretq, way_iretq_ss, way_ds, way_es, way_fs, way_gs, way_ss

    .section .note.GNU-stack, "", @progbits
