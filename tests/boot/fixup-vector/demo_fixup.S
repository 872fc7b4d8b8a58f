/* SPDX-License-Identifier: MIT */
/* UD2, declared as an instruction that may fault. */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/fixup.h"

    .text
FUNC(fixup_undefined)
1:  ud2
2:  ret
    FIXUP(1b, 2b)
END(fixup_undefined)

    .section .note.GNU-stack, "", @progbits
