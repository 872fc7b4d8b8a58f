/* SPDX-License-Identifier: MIT */
/*
 * Starts the measuring program, first alone, then beside a second process of it that does nothing but give the processor away. The third
 * time it makes and ends many threads, while the timer ticks often, at an odd rate: what it has counted since it went off is how
 * long the interrupt had to wait. Under -icount shift=0 a count is an instruction.
 */
#include "arch/x86_64/local_apic.h"
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define PERIOD 40009

static unsigned phase;
static uint64_t last_tick, longest;

static void look(void)
{
    if (phase == 2 && clock_ticks() != last_tick) {
        uint64_t waited = PERIOD - local_apic_read(LOCAL_APIC_TIMER_CURRENT);
        longest = waited > longest ? waited : longest;
        last_tick = clock_ticks();
    }
}
RESUME_CHOICE(05, look);

static void start(uint64_t argument, uint64_t frames)
{
    struct thread *thread = flat_start(&boot_info.modules[0], argument);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, frames);
    assert(self == HANDLE_FIRST);
}

static void nothing_to_run(void)
{
    switch (++phase) {
    case 1:
        start(1, 16);
        start(2, 16);
        kernel_resume();
    case 2:
        last_tick = clock_ticks();
        local_apic_write(LOCAL_APIC_TIMER_INITIAL, PERIOD);
        start(3, frame_counters().free);
        kernel_resume();
    default:
        print("bench longest_off_threads %lu instructions\n", longest);
        checkpoint_done();
    }
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    start(0, 16);
    kernel_resume();
}
