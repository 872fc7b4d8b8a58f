/* SPDX-License-Identifier: MIT */
/* In: as SYSCALL leaves things. Out: syscall_entry, with nothing changed but the two variables. MOV and SWAPGS change no flag. */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/offsets.h"

    .section .text.entry, "ax"
FUNC(door_watch)
    swapgs
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_STACK_TOP, %rsp
    pushfq
    xorq $2, (%rsp)
    pushq %rax
    movq 8(%rsp), %rax
    orq %rax, door_flags_seen(%rip)
    incq door_flags_count(%rip)
    popq %rax
    movq %gs:CPU_SCRATCH, %rsp
    swapgs
    jmp syscall_entry
END(door_watch)

    .data
    .balign 8
    .globl door_flags_seen, door_flags_count
door_flags_seen: .quad 0
door_flags_count: .quad 0

    .section .note.GNU-stack, "", @progbits
