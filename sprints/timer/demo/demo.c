/* SPDX-License-Identifier: MIT */
/*
 * The clock that was measured, five ticks through idle, and three interrupts that nobody asked for.
 */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/io_apic.h"
#include "arch/x86_64/local_apic.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define TICKS 5
#define VECTOR_NOBODY 200

static uint64_t seen;

/* Asked after each interrupt: returns, and so lets the kernel idle, until enough ticks have come. */
static void demo_resume(void)
{
    if (clock_ticks() == seen) {
        return;
    }
    seen = clock_ticks();
    if (seen < TICKS) {
        print("tick %lu\n", seen);
    } else if (seen == TICKS) {
        print("tick %lu; now three interrupts that nobody asked for\n", seen);
        local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | VECTOR_SPURIOUS);
        local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | VECTOR_NOBODY);
        local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | (VECTOR_LEGACY + 7));
    } else {
        print("tick %lu\n", seen);
        print("counted: %lu spurious, %lu at vector %d, %lu at the 8259s' vectors, %lu stray in all\n",
              interrupt_counts[VECTOR_SPURIOUS], interrupt_counts[VECTOR_NOBODY], VECTOR_NOBODY,
              interrupt_counts[VECTOR_LEGACY + 7], cpu_this()->stray_count);
        checkpoint_done();
    }
}
RESUME_CHOICE(50, demo_resume);

void demo(void)
{
    print("I/O APIC: %u inputs, all masked\n", io_apic_inputs());
    print("timer: %lu counts a second, %u ticks a second\n", clock_rate(), CLOCK_HZ);
    kernel_resume();
}
