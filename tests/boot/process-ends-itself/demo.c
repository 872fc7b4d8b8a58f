/* SPDX-License-Identifier: MIT */
/* A process with all frames. Whatever it makes, nothing of it is left when there is nothing more to do. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t frames_before;

static void nothing_to_do(void)
{
    if (machine_interrupt_pending()) {
        return; /* What was put off for it goes on afterwards. */
    }
    print("nobody is left, frames lost: %lu\n", frames_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_do);

void demo(void)
{
    frames_before = frame_counters().free;
    program_start(0);
    program_endow(frame_counters().free);
    machine_thread_resume(thread);
}
