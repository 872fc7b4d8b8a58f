/* SPDX-License-Identifier: MIT */
/* Idles, says at the next tick that an NMI was counted, and ends after the third. */
#include "arch/x86_64/cpu.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define TICKS_MAX 20000

static uint64_t seen;

static void demo_resume(void)
{
    if (cpu_this()->nmi_count != seen) {
        seen = cpu_this()->nmi_count;
        print("NMIs counted: %lu\n", seen);
    }
    if (seen >= 3 || clock_ticks() >= TICKS_MAX) {
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    print("idling\n");
    kernel_resume();
}
