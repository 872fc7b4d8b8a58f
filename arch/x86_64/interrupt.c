/* SPDX-License-Identifier: MIT */
/*
 * What becomes of an interrupt. The kernel has interrupts enabled only while it idles, so it never has work of its own to return to:
 * at the end it chooses anew, and the stack is abandoned.
 */
#include "arch/x86_64/interrupt.h"

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/local_apic.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/symbol.h"
#include "kernel/upcall.h"

/* The two addresses at which idle may be interrupted (idle.S). */
extern const char idle_halt[], idle_again[];

uint64_t interrupt_counts[VECTOR_COUNT];

static void check_place(const struct frame *frame)
{
    if ((frame->cs & 3) == 0 && frame->rip != (uintptr_t)idle_halt && frame->rip != (uintptr_t)idle_again) {
        uint64_t offset;
        const char *name = symbol_find(frame->rip, &offset);
        panic(PANIC_INTERRUPT_PLACE, "interrupt %lu in ring 0 at %s+0x%lx; only idle may be interrupted", frame->origin, name,
              offset);
    }
}

/*
 * The local APIC is told of the end of what it holds in service, and of nothing else: a spurious interrupt is not in service, and
 * an end too many would end another one. An end too few holds back every vector of the same class or a lower one for good.
 */
_Noreturn void interrupt_arrive(struct frame *frame)
{
    unsigned vector = (unsigned)frame->origin;

    check_place(frame);
    interrupt_counts[vector]++;
    if (!trap_handle(frame)) {
        cpu_this()->stray_count++;
    }
    if (local_apic_in_service(vector)) {
        local_apic_write(LOCAL_APIC_EOI, 0);
    }
    kernel_resume();
}
