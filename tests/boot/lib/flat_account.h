/* SPDX-License-Identifier: MIT */
/* When no thread is left, the program's exit status is printed, how many frames were lost, and how many its process still pays for. */
#ifndef TESTS_BOOT_LIB_FLAT_ACCOUNT_H
#define TESTS_BOOT_LIB_FLAT_ACCOUNT_H

#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t free_before, used_before;

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* The scheduler may have given way to it, with threads that are ready. */
    }
    print("status %d, frames lost: %ld, still charged: %ld\n", thread->exit_status, (int64_t)(free_before - frame_counters().free),
          (int64_t)(thread->process->account.used - used_before));
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

/* The program, started and endowed, goes on with this priority. */
static inline void program_priority(uint8_t priority)
{
    scheduler_remove(thread);
    thread->schedule.priority = priority;
    scheduler_add(thread);
}

/* Notes what there is, and lets the program run. */
static inline _Noreturn void program_account(void)
{
    free_before = frame_counters().free;
    used_before = thread->process->account.used;
    kernel_resume();
}

#endif
