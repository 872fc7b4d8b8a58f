/* SPDX-License-Identifier: MIT */
/*
 * SYSCALL from ring 0, to a handler that only looks. The real door is never entered this way: it would take the kernel's GS for a thread's.
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/layout.h"
#include "probe.h"

/* In: RDI = struct probe. */
FUNC(probe_run)
    syscall
    .globl probe_return
probe_return:
    /* SYSCALL has loaded CS and SS by STAR; a far return and a load put ours back. */
    movl $SELECTOR_KERNEL_DATA, %eax
    movl %eax, %ss
    pushq $SELECTOR_KERNEL_CODE
    leaq probe_restored(%rip), %rax
    pushq %rax
    lretq
probe_restored:
    pushq $2
    popfq
    ret
END(probe_run)

/* In: as SYSCALL leaves things; RDI = struct probe. Goes back with a jump, not with SYSRET. */
FUNC(probe_handler)
    movq %rcx, PROBE_RCX(%rdi)
    movq %r11, PROBE_R11(%rdi)
    movl %cs, %eax
    movq %rax, PROBE_CS(%rdi)
    movl %ss, %eax
    movq %rax, PROBE_SS(%rdi)
    pushfq
    popq PROBE_FLAGS(%rdi)
    jmp *%rcx
END(probe_handler)

    .section .note.GNU-stack, "", @progbits
