/* SPDX-License-Identifier: MIT */
/* One process, which has all frames and makes others that have few. When it has ended, every frame must be free again. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

static uint64_t before;

static void program_ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        print("WRONG: %s at 0x%lx\n", thread->fault.name, thread->fault.instruction);
    }
    int32_t status = thread->exit_status;
    flat_end(thread);
    print("exit status %d, frames lost: %ld\n", status, (int64_t)(before - frame_counters().free));
    checkpoint_done();
}
RESUME_CHOICE(30, program_ended);

void demo(void)
{
    before = frame_counters().free;
    program_start(0);
    program_endow(frame_counters().free);
    machine_thread_resume(thread);
}
