/* SPDX-License-Identifier: MIT */
/* A process with all frames makes others and ends them. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    frames_note();
    program_start(0);
    program_endow(frame_counters().free);
    machine_thread_resume(thread);
}
