/* SPDX-License-Identifier: MIT */
/* RBX = address of the instruction after SYSCALL. POPF takes effect with the instruction after it, which is SYSCALL. */
    .section .text.start, "ax"
    .globl _start
_start:
    leaq 1f(%rip), %rbx
    movl $0, %eax
    pushfq
    orq $0x100, (%rsp)
    popfq
    syscall
1:
    nop
    nop
    int3

    .section .note.GNU-stack, "", @progbits
