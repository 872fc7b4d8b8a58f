/* SPDX-License-Identifier: MIT */
/* Faults with a stack pointer that nothing can be pushed to. */
#include "arch/x86_64/asm.h"

    .text
FUNC(fault_without_stack)
    movq $0x0000900000000000, %rsp
    ud2
END(fault_without_stack)

    .section .note.GNU-stack, "", @progbits
