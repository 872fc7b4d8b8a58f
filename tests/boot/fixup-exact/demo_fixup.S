/* SPDX-License-Identifier: MIT */
/* Two reads of the same address: the first is declared as one that may fault, the second stands behind one that is. */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/fixup.h"

    .text
/* In: RDI = address. Out: EAX = 0 if the read faulted. */
FUNC(fixup_first)
1:  movq (%rdi), %rax
    movl $1, %eax
    ret
2:  xorl %eax, %eax
    ret
    FIXUP(1b, 2b)
END(fixup_first)

FUNC(fixup_second)
1:  nop
    movq (%rdi), %rax
    movl $1, %eax
    ret
2:  xorl %eax, %eax
    ret
    FIXUP(1b, 2b)
END(fixup_second)

    .section .note.GNU-stack, "", @progbits
