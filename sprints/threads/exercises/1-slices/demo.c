/* SPDX-License-Identifier: MIT */
/* Two programs that compute, with several priorities. */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define TICKS 20

static const unsigned priorities[] = {3, 15, 16, 31};
static struct thread *threads[2];
static unsigned round;
static uint64_t begin;
static char trace[TICKS + 1];

static void start(unsigned i)
{
    threads[i] = flat_start(&boot_info.modules[0], i);
    assert(threads[i] != NULL);
    scheduler_remove(threads[i]);
    threads[i]->schedule.priority = (uint8_t)priorities[round];
    scheduler_add(threads[i]);
}

/* Comes at each tick, before the choice: the thread that is loaded is the one that had the tick. */
static void look(void)
{
    uint64_t passed = clock_ticks() - begin;
    if (passed == 0) {
        return;
    }
    trace[passed - 1] = machine_thread_current() == threads[0] ? 'a' : 'b';
    if (passed < TICKS) {
        return;
    }
    print("priority %u: %s\n", priorities[round], trace);
    flat_end(threads[0]);
    flat_end(threads[1]);
    if (++round == ARRAY_SIZE(priorities)) {
        checkpoint_done();
    }
    start(0);
    start(1);
    begin = clock_ticks();
}
RESUME_CHOICE(30, look);

void demo(void)
{
    start(0);
    start(1);
    begin = clock_ticks();
    kernel_resume();
}
