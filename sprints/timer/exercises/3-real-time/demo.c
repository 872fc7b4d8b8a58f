/* SPDX-License-Identifier: MIT */
/* Counts interrupts of the real-time clock for 500 ticks. */
#include "arch/x86_64/interrupt.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static uint64_t first_tick, first_count, seen;

static void demo_resume(void)
{
    if (clock_ticks() == seen) {
        return;
    }
    seen = clock_ticks();
    if (first_tick == 0) {
        first_tick = seen;
        first_count = real_time_count;
    } else if (seen == first_tick + 500) {
        uint64_t came = real_time_count - first_count;
        if (came >= 4 && came <= 6) {
            print("500 ticks: five interrupts, or one more or less\n");
        } else {
            print("500 ticks: %lu interrupts\n", came);
        }
        checkpoint_done();
    }
}
RESUME_CHOICE(50, demo_resume);

void demo(void)
{
    print("the real-time clock is %s\n", real_time_start() ? "routed" : "not to be had");
    kernel_resume();
}
