/* SPDX-License-Identifier: MIT */
/* The tick comes at an odd rate, and whenever the kernel is left, it is asked how long ago that was. */
#include "arch/x86_64/local_apic.h"
#include "kernel/clock.h"
#include "kernel/init.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define COUNTS 16 /* of the timer, while an instruction passes on the machine of the tests */
#define PERIOD (60007 * COUNTS)
#define TICKS 300
#define LIMIT 20000

static uint64_t last_tick, longest, too_long;

static void look(void)
{
    if (clock_ticks() == last_tick || last_tick >= TICKS) {
        return;
    }
    last_tick = clock_ticks();
    uint64_t waited = (PERIOD - local_apic_read(LOCAL_APIC_TIMER_CURRENT)) / COUNTS;
    longest = waited > longest ? waited : longest;
    too_long += waited > LIMIT;
    if (last_tick == TICKS) {
        print("the longest wait: %lu instructions, %lu longer than %u\n", longest, too_long, LIMIT);
    }
}
RESUME_CHOICE(05, look);

void demo(void)
{
    init_start();
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, PERIOD);
    last_tick = clock_ticks();
    kernel_resume();
}
