/* SPDX-License-Identifier: MIT */
/*
 * An NMI that arrives between STI and HLT returns to HLT with interrupts enabled and without STI's delay. The same state is made here
 * by jumping to HLT after the delay is over, with an interrupt waiting; then, likewise, to the instruction after HLT.
 */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define VECTOR_FIRST 200
#define VECTOR_SECOND 201

extern const char idle_halt[], idle_again[];

static _Noreturn void idle_at(const char *place, unsigned vector)
{
    local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | vector);
    __asm__ volatile("sti; jmp *%0" : : "r"(place));
    __builtin_unreachable();
}

static void demo_resume(void)
{
    if (interrupt_counts[VECTOR_FIRST] == 1 && interrupt_counts[VECTOR_SECOND] == 0) {
        print("interrupt taken at HLT\n");
        idle_at(idle_again, VECTOR_SECOND);
    }
    if (interrupt_counts[VECTOR_SECOND] == 1) {
        print("interrupt taken after HLT\n");
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    idle_at(idle_halt, VECTOR_FIRST);
}
