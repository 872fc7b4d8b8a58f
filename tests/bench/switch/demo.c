/* SPDX-License-Identifier: MIT */
/*
 * Two programs raise breakpoints in a loop. First each goes on at once; then the other one does.
 */
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define ROUNDS 100
#define TRIALS 5

static struct thread *threads[2];
static uint64_t rounds, started, best[2] = {UINT64_MAX, UINT64_MAX};
static unsigned trial;

static uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

static bool breakpoint(struct frame *frame)
{
    (void)frame;
    rounds++;
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, breakpoint);

/* The first half of the trials is about one thread, the second about both. */
static void take_turns(void)
{
    if (threads[1] == NULL) {
        return;
    }
    unsigned both = trial >= TRIALS;
    if (rounds == 2) {
        started = time_stamp(); /* both have run */
    } else if (rounds == 2 + ROUNDS) {
        uint64_t time = (time_stamp() - started) / ROUNDS;
        best[both] = time < best[both] ? time : best[both];
        rounds = 0;
        if (++trial == 2 * TRIALS) {
            print("bench exception_and_back %lu instructions\n", best[0]);
            print("bench change_of_threads %lu instructions\n", best[1] - best[0]);
            checkpoint_done();
        }
    }
    machine_thread_resume(threads[rounds & both]);
}
RESUME_CHOICE(35, take_turns);

void demo(void)
{
    for (unsigned i = 0; i < 2; i++) {
        threads[i] = flat_start(&boot_info.modules[0], 0);
        assert(threads[i] != NULL);
    }
    machine_thread_resume(threads[0]);
}
