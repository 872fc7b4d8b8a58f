/* SPDX-License-Identifier: MIT */
/*
 * A program measures the calls for memory and prints what they cost. In its second life it maps, unmaps and gives back 64 MiB while the
 * timer ticks often, at an odd rate, and on each tick the timer is read: what it has counted since it went off is how long the interrupt
 * had to wait.
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

static struct thread *thread;
static unsigned life;
static uint64_t last_tick, longest;

static void look(void)
{
    if (life == 1 && clock_ticks() != last_tick) {
        uint64_t waited = PERIOD - local_apic_read(LOCAL_APIC_TIMER_CURRENT);
        longest = waited > longest ? waited : longest;
        last_tick = clock_ticks();
    }
}
RESUME_CHOICE(05, look);

static void begin(void)
{
    thread = flat_start(&boot_info.modules[0], life);
    assert(thread != NULL);
    process_endow(thread->process, frame_counters().free);
    machine_thread_resume(thread);
}

static void program_ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    assert(thread->state == THREAD_EXITED && thread->exit_status == 0);
    flat_end(thread);
    if (life == 1) {
        print("bench longest_off_memory %lu instructions\n", longest);
        checkpoint_done();
    }
    life = 1;
    last_tick = clock_ticks();
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, PERIOD);
    begin();
}
RESUME_CHOICE(30, program_ended);

void demo(void)
{
    begin();
}
