/* SPDX-License-Identifier: MIT */
/* Makes the error whose number is in RDI. All but the inexact result are unmasked, in the last program none. */
    .section .text.start, "ax"
    .globl _start
_start:
    movw $0x360, -8(%rsp)
    movw $0x37f, -16(%rsp)
    fldcw -8(%rsp)
    fld1
    cmpl $1, %edi
    je invalid
    cmpl $2, %edi
    je overflow
    cmpl $3, %edi
    je masked
    fldz
    fdivrp
    fwait
    int3
invalid:
    fldpi
    fdivrp
    fldz
    fldz
    fdivrp
    fwait
    int3
overflow:
    fldl largest
    fstps -8(%rsp)
    fwait
    int3
masked:
    fldcw -16(%rsp)
    fldz
    fdivrp
    fwait
    ud2

    .section .rodata, "a"
    .balign 8
largest: .quad 0x7fefffffffffffff

    .section .note.GNU-stack, "", @progbits
