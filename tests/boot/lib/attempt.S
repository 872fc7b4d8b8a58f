/* SPDX-License-Identifier: MIT */
/*
 * In: RDI = address. Out: EAX = error code of the page fault, or NO_FAULT. The handler in attempt.h resumes at attempt_resume. A test
 * that includes the header includes this from an assembly file.
 */
#include "arch/x86_64/asm.h"

    .text
FUNC(attempt_read)
    movq %rsp, attempt_rsp(%rip)
    movb (%rdi), %al
    movl $0x100, %eax
    jmp attempt_resume
END(attempt_read)

FUNC(attempt_write)
    movq %rsp, attempt_rsp(%rip)
    movb (%rdi), %al
    movb %al, (%rdi)
    movl $0x100, %eax
    jmp attempt_resume
END(attempt_write)

FUNC(attempt_execute)
    movq %rsp, attempt_rsp(%rip)
    call *%rdi
    movl $0x100, %eax
    jmp attempt_resume
END(attempt_execute)

FUNC(attempt_resume)
    movq $0, attempt_rsp(%rip)
    ret
END(attempt_resume)

    .bss
    .balign 8
    .globl attempt_rsp
attempt_rsp: .skip 8

    .section .note.GNU-stack, "", @progbits
