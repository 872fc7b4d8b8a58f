/* SPDX-License-Identifier: MIT */
/* Both threads of a program block, and nobody is left to wake them. The processor idles; after some ticks the kernel wakes them itself. */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define IDLE_TICKS 12

static struct thread *threads[2];
static uint64_t idle_since, idled;
static unsigned round;
static bool idle;

static void idles(void)
{
    if (threads[0]->state == THREAD_EXITED && threads[1]->state == THREAD_EXITED) {
        print("statuses %d and %d\n", threads[0]->exit_status, threads[1]->exit_status);
        checkpoint_done();
    }
    assert(threads[0]->state == THREAD_BLOCKED && threads[1]->state == THREAD_BLOCKED);
    idled++;
    if (!idle) {
        idle = true;
        idle_since = clock_ticks();
        print("round %u: nothing is ready\n", round);
    }
    if (clock_ticks() == idle_since + IDLE_TICKS) {
        print("round %u: idle for %lu ticks, woken up %lu times\n", round, clock_ticks() - idle_since, idled - 1);
        round++;
        idle = false;
        idled = 0;
        for (unsigned i = 0; i < 2; i++) {
            threads[i]->state = THREAD_READY;
            scheduler_add(threads[i]);
        }
        kernel_resume();
    }
}
RESUME_CHOICE(95, idles);

void demo(void)
{
    for (unsigned i = 0; i < 2; i++) {
        threads[i] = flat_start(&boot_info.modules[0], i);
        assert(threads[i] != NULL);
    }
    kernel_resume();
}
