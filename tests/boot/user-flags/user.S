/* SPDX-License-Identifier: MIT */
/*
 * Sets flags and traps. In: RDI = flags to set. The kernel's handler of INT3 looks at its own flags and lets the program go on; the
 * program then puts the flags that it finds into RAX and ends in UD2.
 */
    .section .text.start, "ax"
    .globl _start
_start:
    pushfq
    orq %rdi, (%rsp)
    popfq
    int3
    pushfq
    popq %rax
    ud2

    .section .note.GNU-stack, "", @progbits
