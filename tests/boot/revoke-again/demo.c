/* SPDX-License-Identifier: MIT */
/* A program revokes a chain and a fan of thousands, while the timer ticks much faster than usual. */
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/user.h"
#include "kernel/clock.h"
#include "tests/boot/lib/flat_program.h"

#define TICK_COUNTS 20000

static unsigned again;
static bool less = true;
static uint64_t left_before = UINT64_MAX, longest, first_tick, last_tick;

/* Comes first on each way through the kernel: is the thread in the middle of a call? */
static void look(void)
{
    if (thread == NULL || thread->state != THREAD_READY || thread->frame.origin != ORIGIN_CHANGED) {
        return;
    }
    uint64_t left = 0;
    for (const struct capability *c = thread->process->object.root; c != NULL; c = c->next) {
        left++;
        longest = c->depth > longest ? c->depth : longest;
    }
    less = less && (left < left_before || again == 0);
    left_before = left;
    again++;
    first_tick = first_tick == 0 ? clock_ticks() : first_tick;
    last_tick = clock_ticks();
}
RESUME_CHOICE(05, look);

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state != THREAD_EXITED) {
        print("ended by %s at %lx\n", thread->fault.name, thread->fault.instruction);
    }
    print("made again at least ten times: %d, each time with less left: %d, longest chain %lu\n", again >= 10, less, longest);
    print("at least ten ticks came meanwhile: %d\n", last_tick - first_tick >= 10);
    print("exit status %d\n", thread->exit_status);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_start(0);
    program_endow(64);
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, TICK_COUNTS);
    machine_thread_resume(thread);
}
