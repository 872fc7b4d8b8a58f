/* SPDX-License-Identifier: MIT */
/* One call with a number that no call has; then exit with 0 if the answer is ENOSYS. */
    .section .text.start, "ax"
    .globl _start
_start:
    movl $5, %eax
    movl $0x1111, %edi
    movl $0x2222, %esi
    movl $0x3333, %edx
    movl $0x4444, %r10d
    movl $0x5555, %r8d
    movl $0x6666, %r9d
    syscall
    leal 1(%rax), %edi
    movl $26, %eax
    syscall
    ud2

    .section .note.GNU-stack, "", @progbits
