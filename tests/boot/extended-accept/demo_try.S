/* SPDX-License-Identifier: MIT */
/* Loads the state at RDI; RAX says whether that did not fault. */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/fixup.h"

    .text
FUNC(try_xrstor)
    movl $-1, %eax
    movl $-1, %edx
1:  xrstor64 (%rdi)
    movl $1, %eax
    ret
2:  xorl %eax, %eax
    ret
END(try_xrstor)
    FIXUP(1b, 2b)

FUNC(try_fxrstor)
3:  fxrstor64 (%rdi)
    movl $1, %eax
    ret
4:  xorl %eax, %eax
    ret
END(try_fxrstor)
    FIXUP(3b, 4b)

    .section .note.GNU-stack, "", @progbits
