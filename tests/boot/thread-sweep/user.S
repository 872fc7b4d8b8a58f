/* SPDX-License-Identifier: MIT */
/*
 * A thread that has patterns of its own in every register, makes calls, and compares after each. It keeps everything relative to RSP,
 * so that threads of one process share nothing but the code. It ends by INT3: RAX says what differed, or 0.
 *
 * In: RDI = the pattern. Bit 0: the thread loads selectors, which the others must not see. Bit 1: it ends after eight calls.
 */
    .section .text.start, "ax"
    .globl _start, calls, after_call

    .set PATTERN, 0     /* the argument */
    .set MADE, 8        /* calls so far */
    .set RESULT, 16     /* RAX, RCX, R11 and the flags after the call */
    .set AFTER_RCX, 24
    .set AFTER_R11, 32
    .set AFTER_FLAGS, 40
    .set FLAGS, 48      /* the flags before the call */
    .set BLOCK, 256

.macro FILL number, register
    movq PATTERN(%rsp), %\register
    rolq $(4 * \number), %\register
.endm

.macro SAME number, register, value
    movl $\number, %eax
    cmpq \value, %\register
    jne 9f
.endm

.macro CHECK number, register
    movq PATTERN(%rsp), %rcx
    rolq $(4 * \number), %rcx
    SAME \number, \register, %rcx
.endm

_start:
    subq $BLOCK, %rsp
    movq %rdi, PATTERN(%rsp)
    movq $0, MADE(%rsp)
    testl $1, %edi
    jz 1f
    movl $0x1b, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %fs
    movl %eax, %gs
1:  movq %rdi, %rax
    shrq $18, %rax
    wrfsbase %rax
    notq %rax
    wrgsbase %rax

next:
    /* CF, PF, AF, ZF, SF, DF, OF and ID as the pattern has them. */
    movl PATTERN(%rsp), %eax
    andl $0x200cd5, %eax
    orl $0x202, %eax
    movq %rax, FLAGS(%rsp)
    FILL 1, rbx
    FILL 2, rdx
    FILL 3, rsi
    FILL 4, rdi
    FILL 5, r8
    FILL 6, r9
    FILL 7, r10
    FILL 8, r12
    FILL 9, r13
    FILL 10, r14
    FILL 11, r15
    movq %rsp, %rbp
    movq MADE(%rsp), %rax
    andl $7, %eax
    leaq numbers(%rip), %rcx
    movzbl (%rcx, %rax), %eax
    pushq FLAGS(%rsp)
    popfq
calls:
    syscall
after_call:
    movq %rax, RESULT(%rsp)
    movq %rcx, AFTER_RCX(%rsp)
    movq %r11, AFTER_R11(%rsp)
    pushfq
    popq AFTER_FLAGS(%rsp)
    cld
    SAME 20, rbp, %rsp
    CHECK 1, rbx
    CHECK 2, rdx
    CHECK 3, rsi
    CHECK 4, rdi
    CHECK 5, r8
    CHECK 6, r9
    CHECK 7, r10
    CHECK 8, r12
    CHECK 9, r13
    CHECK 10, r14
    CHECK 11, r15
    leaq after_call(%rip), %rcx
    SAME 21, rcx, AFTER_RCX(%rsp)
    movq FLAGS(%rsp), %rcx
    SAME 22, rcx, AFTER_FLAGS(%rsp)
    SAME 23, rcx, AFTER_R11(%rsp)
    movq MADE(%rsp), %rcx
    andl $7, %ecx
    leaq results(%rip), %rdx
    movsbq (%rdx, %rcx), %rcx
    SAME 24, rcx, RESULT(%rsp)
    movq PATTERN(%rsp), %rcx
    shrq $18, %rcx
    rdfsbase %rdx
    SAME 25, rdx, %rcx
    notq %rcx
    rdgsbase %rdx
    SAME 26, rdx, %rcx
    testb $1, PATTERN(%rsp)
    jnz 3f
    movl %ds, %ecx
    movl %es, %edx
    orl %edx, %ecx
    movl %fs, %edx
    orl %edx, %ecx
    movl %gs, %edx
    orl %edx, %ecx
    movl %ecx, %edx
    xorl %ecx, %ecx
    SAME 27, rdx, %rcx
3:  incq MADE(%rsp)
    xorl %eax, %eax
    testb $2, PATTERN(%rsp)
    jz next
    cmpq $8, MADE(%rsp)
    jb next
9:  int3

/* null, a number without a call, thread_yield, null, thread_yield, null, thread_yield, a number without a call. */
numbers:
    .byte 22, 63, 18, 22, 18, 22, 18, 62
results:
    .byte 0, -1, 0, 0, 0, 0, 0, -1

    .section .note.GNU-stack, "", @progbits
