/* SPDX-License-Identifier: MIT */
/*
 * Where a program begins.
 *
 * In:    RSP = the first stack as the System V ABI lays it out; nothing else is promised
 * Out:   continues in program_start(stack, dynamic, base), with RBP 0, so that backtraces end here, and the stack aligned
 *
 * The two addresses are computed from RIP: in C they could come from a table, which is not right before it is relocated. _DYNAMIC is 0 in a
 * file that is linked for one address; the file's first byte is what the linker calls __ehdr_start.
 */
    .weak _DYNAMIC
    .hidden _DYNAMIC, __ehdr_start
    .text
    .globl _start
    .type _start, @function
_start:
    xorl %ebp, %ebp
    movq %rsp, %rdi
    leaq _DYNAMIC(%rip), %rsi
    leaq __ehdr_start(%rip), %rdx
    andq $-16, %rsp
    call program_start
    ud2
    .size _start, . - _start

    .section .note.GNU-stack, "", @progbits
