/* SPDX-License-Identifier: MIT */
/*
 * Between ring 3 and the kernel, for everything that is not a system call: traps come in at trap_from_user, and frame_resume goes out by IRETQ.
 *
 * A thread's registers live in the frame at the start of its object. Coming in, the processor has switched to the entry stack; its words
 * are moved into the frame and the entry stack is empty again. The kernel stack always begins empty.
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/offsets.h"
#include "arch/x86_64/registers.h"
#if SPRINT >= S_USERCOPY
#include "arch/x86_64/smap.h"
#endif
#include "arch/x86_64/trap.h"

    .section .text.entry, "ax"

/*
 * In:    from ring 3. On the entry stack, or an IST stack: origin, error, RIP, CS, RFLAGS, RSP, SS. GS base and all general
 *        registers are the thread's.
 * Out:   calls trap_user, which does not return. The thread's frame holds everything but the bases of FS and GS.
 * Stack: the kernel stack, from its top.
 */
FUNC(trap_from_user)
    swapgs
    lfence
    movq %rdi, %gs:CPU_SCRATCH
    movq %gs:CPU_FRAME_END, %rdi
    subq $FRAME_BYTES, %rdi
    movq %rax, FRAME_RAX(%rdi)
    movzbl (%rsp), %eax
    movq %rax, FRAME_ORIGIN(%rdi)
    addq $8, %rsp
    popq FRAME_ERROR(%rdi)
    popq FRAME_RIP(%rdi)
    popq FRAME_CS(%rdi)
    popq FRAME_RFLAGS(%rdi)
    popq FRAME_RSP(%rdi)
    popq FRAME_SS(%rdi)
    leaq FRAME_ORIGIN(%rdi), %rsp
    pushq %gs:CPU_SCRATCH
    pushq %rsi
    pushq %rdx
    pushq %rcx
    subq $8, %rsp
    PUSH_REGISTERS_FROM_R8
    movq %gs:CPU_STACK_TOP, %rsp
    xorl %ebp, %ebp
    call trap_user
    ud2
END(trap_from_user)

/*
 * #DB from ring 3 leaves its own stack at once and goes the ordinary way.
 *
 * In:    RIP, CS, RFLAGS, RSP, SS on the debug stack, all of ring 3
 */
FUNC(trap_debug_from_user)
    cld
#if SPRINT >= S_USERCOPY
    SMAP_SITE SMAP_CLAC
#endif
    pushq $0
    pushq $VECTOR_DEBUG
    jmp trap_from_user
END(trap_debug_from_user)

/*
 * IRETQ can fault in ring 0, after SWAPGS: GS is the thread's again, and RSP points into its frame, whose words are partly lost. The thread
 * ends; the kernel does not notice more than that.
 *
 * In:    origin and error on the stack, GS base the thread's
 * Out:   calls trap_exit, which does not return
 */
FUNC(trap_at_exit)
    swapgs
    lfence
    movzbl (%rsp), %edi
    movq 8(%rsp), %rsi
    movq %gs:CPU_STACK_TOP, %rsp
    xorl %ebp, %ebp
    call trap_exit
    ud2
END(trap_at_exit)

/*
 * Lets a thread go on in ring 3.
 *
 * In:    RDI = its frame, checked by frame_accept or written by an entry; the bases of FS and (swapped) GS are the thread's
 * Out:   ring 3. Every general register holds what the frame holds.
 */
FUNC(frame_resume)
    leaq FRAME_R15(%rdi), %rsp
    .globl user_exit
user_exit:
    POP_REGISTERS
    addq $16, %rsp
    swapgs
    .globl user_exit_iretq
user_exit_iretq:
    iretq
    int3
END(frame_resume)

    .section .note.GNU-stack, "", @progbits
