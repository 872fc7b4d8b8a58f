/* SPDX-License-Identifier: MIT */
/* Asks at each third tick how much time has passed. */
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static uint64_t seen;

static void demo_resume(void)
{
    if (clock_ticks() != seen) {
        seen = clock_ticks();
        if (seen % 3 == 0) {
            print("tick %lu: %lu ms\n", seen, clock_milliseconds());
        }
    }
    if (seen >= 12) {
        checkpoint_done();
    }
}
RESUME_CHOICE(50, demo_resume);

void demo(void)
{
    kernel_resume();
}
