/* SPDX-License-Identifier: MIT */
/* Out by the door's own SYSRET, with an address in RCX that no exit would let through. */
#include "arch/x86_64/asm.h"

FUNC(leave_badly)
    movq $0x800000000000, %rcx
    movl $0x202, %r11d
    swapgs
    jmp user_exit_sysretq
END(leave_badly)

    .section .note.GNU-stack, "", @progbits
