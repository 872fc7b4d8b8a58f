/* SPDX-License-Identifier: MIT */
/* Looks, at each tick, at the flags, at how much of the kernel stack is in use, and at what the local APIC holds in service. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/trap.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define RFLAGS_INTERRUPT (UINT64_C(1) << 9)
#define TICKS 20
/* A frame, and what interrupt_arrive and its callees need. */
#define STACK_MAX 768

static uint64_t seen;

static bool in_service(void)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        if (local_apic_in_service(vector)) {
            return true;
        }
    }
    return false;
}

static void demo_resume(void)
{
    uint64_t rflags;
    if (clock_ticks() == seen) {
        return;
    }
    seen = clock_ticks();
    __asm__ volatile("pushfq; popq %0" : "=r"(rflags));
    uint64_t used = cpu_this()->stack_top - (uintptr_t)__builtin_frame_address(0);
    print("tick %lu: interrupts %s, stack %s, %s in service\n", seen, (rflags & RFLAGS_INTERRUPT) == 0 ? "disabled" : "enabled",
          used <= STACK_MAX ? "empty" : "in use", in_service() ? "something" : "nothing");
    if (seen == TICKS || in_service()) {
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    kernel_resume();
}
