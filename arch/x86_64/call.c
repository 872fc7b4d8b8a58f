/* SPDX-License-Identifier: MIT */
/*
 * What a call can do with its thread's frame but return: be undone, or leave its result for later.
 */
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/syscall.h"
#include "arch/x86_64/trap.h"
#include "arch/x86_64/user.h"
#include "kernel/panic.h"
#include "kernel/process.h"

/* Length of SYSCALL in bytes. A prefix may stand before it; going back to the last two bytes leaves that out. */
#define SYSCALL_BYTES 2

bool machine_interrupt_pending(void)
{
    uint32_t requested = 0;
#pragma GCC unroll 8 /* asked often */
    for (unsigned vector = VECTOR_EXCEPTIONS; vector < VECTOR_COUNT; vector += 32) {
        requested |= local_apic_read(LOCAL_APIC_REQUESTED + vector / 32 * 0x10);
    }
    return requested != 0;
}

/* RCX and R11 hold what SYSCALL wrote; it will write them again. RAX holds the number still. */
void machine_call_undo(struct thread *thread)
{
    assert(thread->frame.origin == ORIGIN_SYSCALL);
    thread->frame.rip -= SYSCALL_BYTES;
    thread->frame.origin = ORIGIN_CHANGED;
}

void machine_call_result(struct thread *thread, int64_t result)
{
    thread->frame.rax = (uint64_t)result;
}
