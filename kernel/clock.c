/* SPDX-License-Identifier: MIT */
/*
 * The tick, and the rate of the timer behind it.
 */
#include "kernel/clock.h"

#include "kernel/machine.h"
#if SPRINT >= S_THREADS
#include "kernel/scheduler.h"
#endif
#include "kernel/upcall.h"

#define MEASUREMENTS_MAX 10
#define TOLERANCE 100 /* two measurements agree if they differ by at most one part in this many */

static uint64_t ticks;
static uint64_t rate;

uint64_t clock_ticks(void)
{
    return ticks;
}

uint64_t clock_rate(void)
{
    return rate;
}

void kernel_interrupt_tick(void)
{
    ticks++;
#if SPRINT >= S_THREADS
    scheduler_tick();
#endif
}

/* Something may hold the machine up in the middle of a measurement. It will hardly do so twice for the same time. */
uint64_t clock_calibrate(void)
{
    uint64_t last = machine_timer_measure();
    for (unsigned i = 1; i < MEASUREMENTS_MAX; i++) {
        uint64_t now = machine_timer_measure();
        uint64_t difference = now > last ? now - last : last - now;
        if (now >= CLOCK_RATE_MIN && difference <= now / TOLERANCE) {
            rate = now;
            return now;
        }
        last = now;
    }
    return 0;
}
