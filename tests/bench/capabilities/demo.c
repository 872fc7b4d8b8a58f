/* SPDX-License-Identifier: MIT */
/*
 * Runs the measuring program twice. In its second life the timer ticks often, at an odd rate, and on each tick it is read: what it has
 * counted since it went off is how long the interrupt had to wait. Under -icount shift=0 a count is an instruction.
 */
#include "arch/x86_64/local_apic.h"
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "results.h"

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

static const struct results *program_results(void)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped = address_space_lookup(&thread->process->space, (struct user_address){FLAT_DATA}, &frame, &permissions);
    assert(mapped);
    return direct_map(frame);
}

static void ended(void)
{
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    assert(thread->state == THREAD_EXITED && thread->exit_status == 0);
    if (life == 1) {
        print("bench longest_off %lu instructions\n", longest);
        checkpoint_done();
    }
    const struct results *results = program_results();
#define SAY(name) print("bench " #name " %lu instructions\n", results->name);
    BENCHES(SAY)
    life = 1;
    last_tick = clock_ticks();
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, PERIOD);
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, life);
    assert(started);
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, frame_counters().free);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
