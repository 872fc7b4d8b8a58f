/* SPDX-License-Identifier: MIT */
/* A process with all frames. Whatever it makes, nothing of it is left when there is nothing more to do. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static uint64_t frames_before;

static void nothing_to_do(void)
{
    print("nobody is left, frames lost: %lu\n", frames_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_do);

void demo(void)
{
    frames_before = frame_counters().free;
    struct thread *thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, frame_counters().free);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
