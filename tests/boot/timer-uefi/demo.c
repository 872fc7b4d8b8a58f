/* SPDX-License-Identifier: MIT */
/* Waits for three ticks. */
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static void demo_resume(void)
{
    if (clock_ticks() >= 3) {
        print("three ticks\n");
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    print("timer: %lu counts a second\n", clock_rate());
    kernel_resume();
}
