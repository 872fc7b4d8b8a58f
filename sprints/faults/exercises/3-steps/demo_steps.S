/* SPDX-License-Identifier: MIT */
/* Functions of a known number of instructions. */
#include "arch/x86_64/asm.h"

    .text
FUNC(demo_one)
    ret
END(demo_one)

FUNC(demo_ten)
    .rept 9
    nop
    .endr
    ret
END(demo_ten)

/* 1 + 2 * 500 + 1 */
FUNC(demo_loop)
    movl $500, %ecx
1:  decl %ecx
    jnz 1b
    ret
END(demo_loop)

    .section .note.GNU-stack, "", @progbits
