/* SPDX-License-Identifier: MIT */
/* Measures the time-stamp counter five times, and compares it with ten ticks. */
#include "arch/x86_64/pit.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static uint64_t rate, first_stamp, first_tick, seen;

static uint64_t stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

static bool close_to(uint64_t a, uint64_t b)
{
    uint64_t difference = a > b ? a - b : b - a;
    return b != 0 && difference <= b / 100;
}

static void demo_resume(void)
{
    if (clock_ticks() == seen) {
        return;
    }
    seen = clock_ticks();
    if (first_stamp == 0) {
        first_stamp = stamp();
        first_tick = seen;
    } else if (seen == first_tick + 10) {
        uint64_t passed = stamp() - first_stamp;
        print("ten ticks last %s by the time-stamp counter\n",
              close_to(passed, rate / 10) ? "a tenth of a second" : "another time");
        checkpoint_done();
    }
}
RESUME_CHOICE(50, demo_resume);

void demo(void)
{
    bool agree = true;
    rate = stamp_measure();
    for (unsigned i = 0; i < 4; i++) {
        agree = agree && close_to(stamp_measure(), rate);
    }
    print("five measurements %s\n", agree ? "agree" : "do not agree");
    kernel_resume();
}
