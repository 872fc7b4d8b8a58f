/* SPDX-License-Identifier: MIT */
/*
 * What is traced. Program 0 makes a call, and dies later of a read through a null pointer; 1 and 2 wait in one place until the timer takes the processor
 * away; 3 makes a call whose return address SYSRET is not trusted with. A program's number is in RDI. All give the processor away once,
 * so that each has run before a trace comes back to it.
 */
#define CALL_THREAD_YIELD 18
#define CALL_NULL 22
#define LAST_SYSCALL 0x00007fffffffeffe

    .section .text.start, "ax"
    .globl _start, null_call, null_back, null_read, waits, last_call
_start:
    cmpl $1, %edi
    ja 1f
    je waits
    movq %rsp, %rbp
null_call:
    movl $CALL_NULL, %eax
    syscall
null_back:
    testq %rax, %rax
    movl $CALL_THREAD_YIELD, %eax
    syscall
    xorl %ebx, %ebx
null_read:
    movq 8(%rbx), %rax

1:  cmpl $3, %edi
    je last

/* Every register that a call preserves gets the number in each of its hexadecimal digits. */
waits:
    movabsq $0x1111111111111111, %rbx
    imulq %rdi, %rbx
    movq %rbx, %rbp
    movq %rbx, %r12
    movq %rbx, %r13
    movq %rbx, %r14
    movq %rbx, %r15
    movl $CALL_THREAD_YIELD, %eax
    syscall
2:  jmp 2b

last:
    movabsq $LAST_SYSCALL, %rbx
    movl $CALL_NULL, %eax
last_call:
    jmp *%rbx

    .section .note.GNU-stack, "", @progbits
