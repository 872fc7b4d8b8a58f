/* SPDX-License-Identifier: MIT */
/*
 * What the door does between saving and restoring registers. A sprint that has more to do there replaces this file whole. Assembly only.
 */
#ifndef ARCH_DOOR_H
#define ARCH_DOOR_H

#ifdef __ASSEMBLER__

#include "arch/x86_64/offsets.h"

/* First thing on the kernel stack, whatever the thread did to its flags. */
.macro DOOR_ENTER
    cld
.endm

/* Answers the call. In: all registers but RSP and RBP the thread's. Out: RAX = the result. */
.macro DOOR_DISPATCH
    movq %gs:CPU_FRAME_END, %rdi
    subq $FRAME_BYTES, %rdi
    call kernel_call
.endm

/* Last thing before the registers are restored. */
.macro DOOR_LEAVE
.endm

#endif

#endif
