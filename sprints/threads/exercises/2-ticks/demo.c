/* SPDX-License-Identifier: MIT */
/* One thread is busy for 30 ticks and then blocks, the other one blocks at once. Then nobody runs for 12 ticks. */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *busy, *brief;
static uint64_t before;
static bool said;

static void say(void)
{
    print("busy: %lu, brief: %lu, nobody: %lu\n", scheduler_ticks(busy), scheduler_ticks(brief), scheduler_ticks(NULL));
}

static void idles(void)
{
    if (!said) {
        said = true;
        say();
    }
    if (scheduler_ticks(NULL) == 12 || clock_ticks() > 60) {
        say();
        uint64_t sum = scheduler_ticks(busy) + scheduler_ticks(brief) + scheduler_ticks(NULL);
        print("all ticks: %s\n", sum == clock_ticks() - before ? "accounted for" : "NOT accounted for");
        checkpoint_done();
    }
}
RESUME_CHOICE(95, idles);

void demo(void)
{
    before = clock_ticks();
    brief = flat_start(&boot_info.modules[0], 0);
    busy = flat_start(&boot_info.modules[0], before + 30);
    assert(busy != NULL && brief != NULL);
    kernel_resume();
}
