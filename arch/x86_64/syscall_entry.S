/* SPDX-License-Identifier: MIT */
/*
 * The door. SYSCALL changes RIP, CS, SS, RCX, R11 and the flags, and nothing else: the stack is still the thread's, and so is GS. Until the
 * stack is the kernel's, nothing here may touch memory through RSP.
 */
#include "arch/x86_64/asm.h"
#include "arch/x86_64/door.h"
#include "arch/x86_64/offsets.h"
#include "arch/x86_64/registers.h"
#include "arch/x86_64/selectors.h"
#include "arch/x86_64/syscall.h"

    .section .text.entry, "ax"

/*
 * In:    ring 0, from SYSCALL. RCX = RIP to go back to, R11 = flags, RAX = number, RDI RSI RDX R10 R8 R9 = arguments, RSP and GS the
 *        thread's, all flags clear.
 * Out:   the thread's frame is complete; continues in DOOR_DISPATCH.
 * Stack: the thread's frame while it is filled, from its end down; then the kernel stack, from its top.
 */
// [in]
FUNC(syscall_entry)
    swapgs
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_FRAME_END, %rsp
    pushq $SELECTOR_USER_DATA
    pushq %gs:CPU_SCRATCH
    pushq %r11
    pushq $SELECTOR_USER_CODE
    pushq %rcx
    pushq $0
    pushq $ORIGIN_SYSCALL
    PUSH_REGISTERS
    movq %gs:CPU_STACK_TOP, %rsp
    xorl %ebp, %ebp
    DOOR_ENTER
    DOOR_DISPATCH
    // [/in]

/*
 * In:    RAX = the result for the current thread
 * Out:   ring 3. By SYSRET if SYSCALL wrote the frame, nobody changed it, and RIP lies in the user's half; else by IRETQ.
 *
 * SYSCALL left RIP in RCX and the flags in R11, and the frame's RCX and R11 hold them still: popping them is all that SYSRET needs.
 */
    // [out]
    movq %gs:CPU_FRAME_END, %rsp
    subq $(FRAME_BYTES - FRAME_R15), %rsp
    movq %rax, (FRAME_RAX - FRAME_R15)(%rsp)
    cmpl $ORIGIN_SYSCALL, (FRAME_ORIGIN - FRAME_R15)(%rsp)
    jne user_exit
    movq (FRAME_RCX - FRAME_R15)(%rsp), %rcx
    cmpq syscall_user_limit(%rip), %rcx
    jae syscall_exit_refused
    DOOR_LEAVE
    POP_REGISTERS
    movq (FRAME_RSP - FRAME_ORIGIN)(%rsp), %rsp
    swapgs
    .globl user_exit_sysretq
user_exit_sysretq:
    sysretq
    int3
END(syscall_entry)
// [/out]

/*
 * On some processors SYSRET to a non-canonical RIP faults in ring 0 with the thread's RSP (CVE-2012-0217). Such a frame goes by IRETQ, and
 * is counted. It is canonical all the same, since the page below 2^47 is never mapped: what comes here is a call from the end of the page
 * before that one.
 */
FUNC(syscall_exit_refused)
    incq %gs:CPU_SYSRET_REFUSED
    jmp user_exit
END(syscall_exit_refused)

    .balign 8
syscall_user_limit:
    .quad SYSRET_RIP_LIMIT

/*
 * SYSCALL from compatibility mode. There is no code segment for that mode, so nothing comes here; what comes is an invalid opcode.
 *
 * In:    as syscall_entry
 * Out:   continues in trap_entry
 */
FUNC(syscall_compat)
    swapgs
    movq %rsp, %gs:CPU_SCRATCH
    movq %gs:CPU_STACK_TOP, %rsp
    pushq $SELECTOR_USER_DATA
    pushq %gs:CPU_SCRATCH
    pushq %r11
    pushq $SELECTOR_USER_CODE
    pushq %rcx
    pushq $0
    pushq $6
    swapgs
    jmp trap_entry
END(syscall_compat)

    .section .note.GNU-stack, "", @progbits
