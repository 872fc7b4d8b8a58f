/* SPDX-License-Identifier: MIT */
/*
 * Where exceptions and interrupts enter the kernel. Each vector has a stub of eight bytes that pushes its number; the rest is shared.
 * NMI, #DB, #MC and #DF may arrive at any instruction, before GS is the kernel's, and have entries and stacks of their own.
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/fixup.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/offsets.h"
#include "arch/x86_64/registers.h"
#if SPRINT >= S_USERCOPY
#include "arch/x86_64/smap.h"
#endif
#include "arch/x86_64/trap.h"

    .section .text.entry, "ax"

/*
 * The stubs. The processor has pushed SS, RSP, RFLAGS, CS, RIP, and for some vectors an error code. The number is pushed as one
 * signed byte, to keep stubs small; trap_entry takes its low eight bits. A stub that outgrows its eight bytes does not assemble: .org cannot
 * go back.
 */
    .balign 16
FUNC(vector_stubs)
    .set vector, 0
    .rept VECTOR_COUNT
    pushq $((vector ^ 0x80) - 0x80)
    .if vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30
    jmp.d32 trap_entry
    .else
    jmp.d32 trap_without_error
    .endif
    .set vector, vector + 1
    .org vector_stubs + vector * VECTOR_STUB_BYTES, 0xcc
    .endr
END(vector_stubs)

/* Makes room for the error code that the processor did not push. In: origin on top of the processor's words. */
FUNC(trap_without_error)
    pushq (%rsp)
    movq $0, 8(%rsp)
    jmp trap_entry
END(trap_without_error)

/*
 * In:    origin, error, RIP, CS, RFLAGS, RSP, SS on the stack; everything else is the interrupted code's.
 * Out:   returns to the interrupted code, if trap_kernel returns.
 * Stack: the interrupted kernel's; the processor aligned it to 16, and a frame is a multiple of 16.
 */
FUNC(trap_entry)
    cld
#if SPRINT >= S_USERCOPY
    SMAP_SITE SMAP_CLAC
#endif
#if SPRINT >= S_RING3
    testb $3, 24(%rsp)
    jnz trap_from_user
    pushq %rax
    leaq user_exit_iretq(%rip), %rax
    cmpq %rax, 24(%rsp)
    popq %rax
    je trap_at_exit
    lfence
#endif
#if SPRINT >= S_SYSCALL
    pushq %rax
    leaq user_exit_sysretq(%rip), %rax
    cmpq %rax, 24(%rsp)
    popq %rax
    je trap_at_exit
    lfence
#endif
    PUSH_REGISTERS
    movzbl 15 * 8(%rsp), %eax
    movq %rax, 15 * 8(%rsp)
    subq $16, %rsp
    leaq 18 * 8(%rsp), %rbp
    movq %rsp, %rdi
    call trap_kernel
    addq $16, %rsp
    POP_REGISTERS
    addq $16, %rsp
    iretq
    int3
END(trap_entry)

/*
 * NMI only counts. It touches its own stack and the per-CPU area, whose address lies above the processor's five words; it cannot fault,
 * takes no lock and assumes nothing about GS. So it may interrupt anything, and a second one waits until IRETQ.
 */
FUNC(trap_nmi)
    pushq %rax
    movq 48(%rsp), %rax
    incq CPU_NMI_COUNT(%rax)
    popq %rax
    iretq
    int3
END(trap_nmi)

/*
 * #DB from ring 0 is counted, cleared and returned from.
 */
FUNC(trap_debug)
#if SPRINT >= S_RING3
    testb $3, 8(%rsp)
    jnz trap_debug_from_user
#endif
    pushq %rax
    movq 48(%rsp), %rax
    incq CPU_DEBUG_COUNT(%rax)
    xorl %eax, %eax
    movq %rax, %dr6
    popq %rax
    iretq
    int3
END(trap_debug)

/* #MC has no error code, #DF has one, always 0. Neither returns, so GS is simply set. */
FUNC(trap_machine_check)
    pushq $0
    pushq $VECTOR_MACHINE_CHECK
    jmp trap_never_returns
END(trap_machine_check)

FUNC(trap_double_fault)
    pushq $VECTOR_DOUBLE_FAULT
    jmp trap_never_returns
END(trap_double_fault)

/* In: a frame's words from origin up, on an IST stack; above them the CPU's address. */
FUNC(trap_never_returns)
    cld
#if SPRINT >= S_USERCOPY
    SMAP_SITE SMAP_CLAC
#endif
    PUSH_REGISTERS
    subq $16, %rsp
    movq FRAME_BYTES(%rsp), %rax
    movq %rax, %rdx
    shrq $32, %rdx
    movl $MSR_GS_BASE, %ecx
    wrmsr
    leaq 18 * 8(%rsp), %rbp
    movq %rsp, %rdi
    call trap_fatal
    ud2
END(trap_never_returns)

/*
 * The fault that is not one: reads eight bytes that may not be there.
 *
 * In:    RDI = address, RSI = where the value goes
 * Out:   EAX = 1, or 0 if the read faulted
 */
    .text
FUNC(probe_read64)
probe_read64_load:
    movq (%rdi), %rax
    movq %rax, (%rsi)
    movl $1, %eax
    ret
probe_read64_failed:
    xorl %eax, %eax
    ret
END(probe_read64)
    FIXUP(probe_read64_load, probe_read64_failed)

    .section .note.GNU-stack, "", @progbits
