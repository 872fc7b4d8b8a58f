/* SPDX-License-Identifier: MIT */
/*
 * A canary that starts processes, one after the other, in which random calls are made. Options: seed=N, and calls=N for more or fewer than a million.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t free_before, used_before;

/* With an interrupt at the door, the choice was not made to the end. */
static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return;
    }
    print("status %d, frames lost: %ld, still charged: %ld\n", thread->exit_status,
          (int64_t)(free_before - frame_counters().free), (int64_t)(thread->process->account.used - used_before));
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

static uint64_t number_option(const char *name, uint64_t otherwise)
{
    char value[12];
    uint64_t number = 0;
    if (!boot_option(&boot_info, name, value, sizeof(value))) {
        return otherwise;
    }
    for (const char *digit = value; *digit >= '0' && *digit <= '9'; digit++) {
        number = number * 10 + (uint64_t)(*digit - '0');
    }
    return number;
}

void demo(void)
{
    uint64_t seed = number_option("seed", 20000101), calls = number_option("calls", 1000000);
    print("seed %lu, %lu calls\n", seed, calls);
    /* The canary must know how much of itself to hand on. */
    uint64_t pages = (boot_info.modules[0].end - boot_info.modules[0].start + PAGE_SIZE - 1) / PAGE_SIZE;
    thread = flat_start(&boot_info.modules[0], pages << 52 | calls / 1000 << 32 | (seed & 0xffffffff));
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 400);
    assert(self == HANDLE_FIRST);
    free_before = frame_counters().free;
    used_before = thread->process->account.used;
    kernel_resume();
}
