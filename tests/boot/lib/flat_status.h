/* SPDX-License-Identifier: MIT */
/*
 * When the program has ended, its exit status is printed, or its fault; and how many frames were lost, if the test has noted how
 * many there were.
 */
#ifndef TESTS_BOOT_LIB_FLAT_STATUS_H
#define TESTS_BOOT_LIB_FLAT_STATUS_H

#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t frames_before;

/* Called before the program is started. */
static inline void frames_note(void)
{
    frames_before = frame_counters().free;
}

static void program_ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state == THREAD_EXITED) {
        print("exit status %d\n", thread->exit_status);
    } else {
        print("ended by %s at %lx, address %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.address);
    }
    if (frames_before != 0) {
        flat_end(thread);
        print("frames lost: %lu\n", frames_before - frame_counters().free);
    }
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

#endif
