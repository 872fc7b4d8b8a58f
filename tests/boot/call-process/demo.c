/* SPDX-License-Identifier: MIT */
/* Three processes, one after the other. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t turn, frames_before;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        print("fault: %s\n", thread->fault.name);
    }
    print("process %lu: exit status %d\n", thread->process->identifier, thread->exit_status);
    flat_end(thread);
    if (++turn < 3) {
        program_run(turn);
    }
    print("frames lost: %lu\n", frames_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    frames_before = frame_counters().free;
    program_run(turn);
}
