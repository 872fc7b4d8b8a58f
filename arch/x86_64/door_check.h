/* SPDX-License-Identifier: MIT */
/*
 * The debug build's look at everything, after each call that returns through the door.
 */
#ifndef ARCH_DOOR_CHECK_H
#define ARCH_DOOR_CHECK_H

#ifdef __ASSEMBLER__

/* In: RAX = the result, on the kernel stack, which is empty. Out: the same. */
.macro DOOR_CHECK
#ifdef DEBUG
    pushq %rax
    subq $8, %rsp
    call check_all
    addq $8, %rsp
    popq %rax
#endif
.endm

#endif

#endif
