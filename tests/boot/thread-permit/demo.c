/* SPDX-License-Identifier: MIT */
/*
 * A timer interrupt takes the processor away from whoever has it, one instruction later each time. If a wake-up got lost, both threads
 * would wait, and there would be nothing to run.
 */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "tests/boot/lib/flat_program.h"

#define INSTANTS 1500
#define COUNTS_AN_INSTRUCTION 16

static uint64_t seen;
static unsigned instant;

static void arm(void)
{
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, (100 + instant) * COUNTS_AN_INSTRUCTION);
}

static void look(void)
{
    if (interrupt_counts[VECTOR_TIMER] == seen) {
        return;
    }
    seen = interrupt_counts[VECTOR_TIMER];
    if (++instant < INSTANTS) {
        arm();
    }
    if (machine_thread_current() != NULL) {
        scheduler_yield();
    }
}
RESUME_CHOICE(30, look);

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    print("swept %s instants, status %d\n", instant >= INSTANTS ? "all" : "NOT all", thread->exit_status);
    print("%s\n", thread->state == THREAD_EXITED ? "nobody waits for ever" : "everybody waits: LOST");
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    program_start(0);
    program_endow(64);
    local_apic_write(LOCAL_APIC_LVT_TIMER, VECTOR_TIMER);
    arm();
    kernel_resume();
}
