/* SPDX-License-Identifier: MIT */
/*
 * What the door does between saving and restoring registers. A sprint that has more to do there replaces this file whole. Assembly only.
 */
#ifndef ARCH_DOOR_H
#define ARCH_DOOR_H

#ifdef __ASSEMBLER__

#if SPRINT >= S_REVOCATION
#include "arch/x86_64/door_check.h"
#endif
#include "arch/x86_64/offsets.h"
#include "arch/x86_64/smap.h"
#include "kernel/abi/numbers.h"

/* First thing on the kernel stack, whatever the thread did to its flags. */
.macro DOOR_ENTER
    cld
    SMAP_SITE SMAP_CLAC
.endm

/*
 * Answers the call. In: RAX = number, all 64 bits of it; arguments as the thread left them. Out: RAX = the result.
 *
 * The comparison is unsigned. The mask after it changes no number that passed; it holds for a processor, too, that runs ahead of the
 * comparison (Spectre, variant 1). The fourth argument moves to where C wants it; the others are there already.
 */
.macro DOOR_DISPATCH
    cmpq $CALL_SLOTS, %rax
    jae 2f
    andl $(CALL_SLOTS - 1), %eax
    movq %r10, %rcx
    call *call_table(, %rax, 8)
1:
#if SPRINT >= S_REVOCATION
    DOOR_CHECK
#endif
    .subsection 1
2:
    call call_unknown
    jmp 1b
    .subsection 0
.endm

/* Last thing before the registers are restored. */
.macro DOOR_LEAVE
.endm

#endif

#endif
