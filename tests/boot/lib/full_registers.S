/* SPDX-License-Identifier: MIT */
/*
 * A whole program: fills every register with a pattern of its own, calls, and compares. RAX says which one differed (its number in the list),
 * or 0; RBX says how many calls were made.
 *
 * Whoever includes this defines CALLS, how many to make, and may define NUMBER, the number of each call. Otherwise they are
 * 22 and the numbers from 49 to 63 in turn.
 */
    .section .text.start, "ax"
    .globl _start

.macro EXPECT number, register, value
    movl $\number, %eax
    cmpq \value, %\register
    jne 9f
.endm

_start:
    movabsq $CALLS, %rax
    movq %rax, count(%rip)
1:
    movq $0x1111111111111111, %rbx
    movq $0x2222222222222222, %rdx
    movq $0x3333333333333333, %rsi
    movq $0x4444444444444444, %rdi
    movq $0x5555555555555555, %rbp
    movq $0x6666666666666666, %r8
    movq $0x7777777777777777, %r9
    movq $0x8888888888888888, %r10
    movq $0xcccccccccccccccc, %r12
    movq $0xdddddddddddddddd, %r13
    movq $0xeeeeeeeeeeeeeeee, %r14
    movq $0xffffffffffffffff, %r15
    movq %rsp, saved_stack(%rip)
#ifdef NUMBER
    movl $NUMBER, %eax
#else
    /* 22, which is a call, and 49 to 63, which are none. */
    movq count(%rip), %rax
    movl $22, %ecx
    andl $15, %eax
    leaq 48(%rax), %rax
    cmovzq %rcx, %rax
#endif
    pushfq
    popq saved_flags(%rip)
    syscall
2:
    pushfq
    popq after_flags(%rip)
    movq %rcx, after_rcx(%rip)
    movq %r11, after_r11(%rip)
    leaq 2b(%rip), %rcx
    EXPECT 1, rcx, after_rcx(%rip)
    movq after_r11(%rip), %rcx
    EXPECT 2, rcx, saved_flags(%rip)
    movq after_flags(%rip), %rcx
    EXPECT 3, rcx, saved_flags(%rip)
    EXPECT 4, rsp, saved_stack(%rip)
    movq $0x1111111111111111, %rcx
    EXPECT 5, rbx, %rcx
    movq $0x2222222222222222, %rcx
    EXPECT 6, rdx, %rcx
    movq $0x3333333333333333, %rcx
    EXPECT 7, rsi, %rcx
    movq $0x4444444444444444, %rcx
    EXPECT 8, rdi, %rcx
    movq $0x5555555555555555, %rcx
    EXPECT 9, rbp, %rcx
    movq $0x6666666666666666, %rcx
    EXPECT 10, r8, %rcx
    movq $0x7777777777777777, %rcx
    EXPECT 11, r9, %rcx
    movq $0x8888888888888888, %rcx
    EXPECT 12, r10, %rcx
    movq $0xcccccccccccccccc, %rcx
    EXPECT 13, r12, %rcx
    movq $0xdddddddddddddddd, %rcx
    EXPECT 14, r13, %rcx
    movq $0xeeeeeeeeeeeeeeee, %rcx
    EXPECT 15, r14, %rcx
    movq $0xffffffffffffffff, %rcx
    EXPECT 16, r15, %rcx
    incq made(%rip)
    decq count(%rip)
    jnz 1b
    xorl %eax, %eax
9:
    movq made(%rip), %rbx
    int3

    .bss
count: .skip 8
made: .skip 8
saved_stack: .skip 8
saved_flags: .skip 8
after_flags: .skip 8
after_rcx: .skip 8
after_r11: .skip 8

    .section .note.GNU-stack, "", @progbits
