/* SPDX-License-Identifier: MIT */
/* Raises a vector with every general register under control, by INT or by a hand-made frame. Entries for all vectors call on_trap. */
#include "arch/x86_64/asm.h"

    .text
/* In: RDI = where to jump. Out: raise_out. Stack: aligned to 16 at the instruction that raises, as the processor would align it. */
FUNC(raise)
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, raise_saved_rsp(%rip)
    movq %rdi, raise_code(%rip)
    andq $-16, %rsp
    movq %rsp, raise_rsp(%rip)
    movq 0*8+raise_in(%rip), %r15
    movq 1*8+raise_in(%rip), %r14
    movq 2*8+raise_in(%rip), %r13
    movq 3*8+raise_in(%rip), %r12
    movq 4*8+raise_in(%rip), %rbp
    movq 5*8+raise_in(%rip), %rbx
    movq 6*8+raise_in(%rip), %r11
    movq 7*8+raise_in(%rip), %r10
    movq 8*8+raise_in(%rip), %r9
    movq 9*8+raise_in(%rip), %r8
    movq 10*8+raise_in(%rip), %rax
    movq 11*8+raise_in(%rip), %rcx
    movq 12*8+raise_in(%rip), %rdx
    movq 13*8+raise_in(%rip), %rsi
    movq 14*8+raise_in(%rip), %rdi
    jmp *raise_code(%rip)
END(raise)

FUNC(raise_back)
    movq %r15, 0*8+raise_out(%rip)
    movq %r14, 1*8+raise_out(%rip)
    movq %r13, 2*8+raise_out(%rip)
    movq %r12, 3*8+raise_out(%rip)
    movq %rbp, 4*8+raise_out(%rip)
    movq %rbx, 5*8+raise_out(%rip)
    movq %r11, 6*8+raise_out(%rip)
    movq %r10, 7*8+raise_out(%rip)
    movq %r9, 8*8+raise_out(%rip)
    movq %r8, 9*8+raise_out(%rip)
    movq %rax, 10*8+raise_out(%rip)
    movq %rcx, 11*8+raise_out(%rip)
    movq %rdx, 12*8+raise_out(%rip)
    movq %rsi, 13*8+raise_out(%rip)
    movq %rdi, 14*8+raise_out(%rip)
    movq raise_saved_rsp(%rip), %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
END(raise_back)

FUNC(raise_int)
    .set vector, 0
    .rept 256
    .byte 0xcd, vector
    jmp.d32 raise_back
    .set vector, vector + 1
    .org raise_int + vector * 8, 0xcc
    .endr
END(raise_int)

FUNC(raise_pushed)
    pushq $0x10
    pushq raise_rsp(%rip)
    pushfq
    pushq $0x08
    pushq raise_resume(%rip)
    pushq raise_error(%rip)
    jmp *raise_stub(%rip)
END(raise_pushed)

    .section .trap_handlers, "a"
    .balign 8
    .set vector, 0
    .rept 256
    .quad vector, on_trap
    .set vector, vector + 1
    .endr

    .data
    .balign 8
    .globl raise_in, raise_out, raise_rsp, raise_error, raise_stub
raise_resume: .quad raise_back
raise_in:  .skip 15 * 8
raise_out: .skip 15 * 8
raise_rsp: .quad 0
raise_error: .quad 0
raise_stub: .quad 0
raise_code: .quad 0
raise_saved_rsp: .quad 0

    .section .note.GNU-stack, "", @progbits
