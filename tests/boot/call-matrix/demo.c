/* SPDX-License-Identifier: MIT */
/* The program makes each call in every way that is wrong. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t free_before, used_before;

static void nothing_to_run(void)
{
    print("status %d, frames lost: %ld, still charged: %ld\n", thread->exit_status,
          (int64_t)(free_before - frame_counters().free), (int64_t)(thread->process->account.used - used_before));
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    /* Above the thread that the program makes and that must not run. */
    scheduler_remove(thread);
    thread->schedule.priority = 10;
    scheduler_add(thread);
    uint64_t self = process_endow(thread->process, 100);
    assert(self == HANDLE_FIRST);
    free_before = frame_counters().free;
    used_before = thread->process->account.used;
    kernel_resume();
}
