/* SPDX-License-Identifier: MIT */
/* Asks where the kernel's tables are: the way is in RDI. The answer, if there is one, ends up in RAX. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq ways(%rip), %rcx
    jmp *(%rcx, %rdi, 8)
way_sgdt:
    sgdt -16(%rsp)
    movq -14(%rsp), %rax
    int3
way_sidt:
    sidt -16(%rsp)
    movq -14(%rsp), %rax
    int3
way_sldt:
    sldt %eax
    int3
way_str:
    str %eax
    int3
way_smsw:
    smsw %eax
    int3
way_sysenter:
    sysenter
    int3
way_rdtsc:
    rdtsc
    int3
    .section .rodata, "a"
    .balign 8
ways: .quad way_sgdt, way_sidt, way_sldt, way_str, way_smsw, way_sysenter, way_rdtsc

    .section .note.GNU-stack, "", @progbits
