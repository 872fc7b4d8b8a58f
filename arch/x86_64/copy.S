/* SPDX-License-Identifier: MIT */
/*
 * The only instructions of the kernel that touch user memory. Each of the two has a fixup; the window between STAC and CLAC
 * holds nothing else.
 *
 * In:    RDI = destination, RSI = source, RDX = bytes; the user's range lies in the user's half (machine_copy_in and _out have checked)
 * Out:   RAX = bytes that were not copied: 0, or what was left when the fault came
 * Stack: none
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/fixup.h"
#include "arch/x86_64/smap.h"

    .text
FUNC(copy_user)
    movq %rdx, %rcx
    shrq $3, %rcx
    andl $7, %edx
    SMAP_SITE SMAP_STAC
copy_user_words:
    rep movsq
    movl %edx, %ecx
copy_user_bytes:
    rep movsb
    SMAP_SITE SMAP_CLAC
    movq %rcx, %rax
    ret

    /* A fault among the words leaves RCX of them and the bytes; a fault among the bytes leaves RCX. The flags come back with AC set. */
copy_user_words_failed:
    SMAP_SITE SMAP_CLAC
    leaq (%rdx, %rcx, 8), %rax
    ret
copy_user_bytes_failed:
    SMAP_SITE SMAP_CLAC
    movq %rcx, %rax
    ret
END(copy_user)
    FIXUP(copy_user_words, copy_user_words_failed)
    FIXUP(copy_user_bytes, copy_user_bytes_failed)

    .section .note.GNU-stack, "", @progbits
