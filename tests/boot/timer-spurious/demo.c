/* SPDX-License-Identifier: MIT */
/* Sends itself an interrupt at each vector from 32 on but the tick's, the spurious one among them. */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static unsigned next = VECTOR_EXCEPTIONS;
static uint64_t before[VECTOR_COUNT];
static uint64_t until;

static bool in_service(void)
{
    bool any = false;
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        any = any || local_apic_in_service(vector);
    }
    return any;
}

static void demo_report(void)
{
    unsigned right = 0;
    for (unsigned vector = VECTOR_EXCEPTIONS; vector < VECTOR_COUNT; vector++) {
        right += vector != VECTOR_TIMER && interrupt_counts[vector] - before[vector] == 1;
    }
    print("sent to %u vectors, each counted once, %s in service\n", right, in_service() ? "something" : "nothing");
    until = clock_ticks() + 5;
}

static void demo_resume(void)
{
    if (next == VECTOR_TIMER) {
        next++;
    }
    if (next < VECTOR_COUNT) {
        local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | next++);
        return;
    }
    if (until == 0) {
        if (interrupt_counts[VECTOR_SPURIOUS] == before[VECTOR_SPURIOUS]) {
            return;
        }
        demo_report();
    } else if (clock_ticks() >= until) {
        print("5 ticks later all is well\n");
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        before[vector] = interrupt_counts[vector];
    }
    kernel_resume();
}
