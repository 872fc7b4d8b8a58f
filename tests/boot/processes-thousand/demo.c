/* SPDX-License-Identifier: MIT */
/*
 * Compares the frames that are free with those that init could still pay for: when init first lets go of the processor, and at its end.
 */
#include "kernel/frame_alloc.h"
#include "kernel/init.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/process.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

static const struct process *init;
static const struct thread *first;
static uint64_t unaccounted;

/* Frames that are free although init's account could not pay for them, or the other way round. */
static uint64_t difference(void)
{
    return frame_counters().free - (init->account.limit - init->account.used);
}

static void watch(void)
{
    const struct thread *thread = machine_thread_current();
    if (init == NULL && thread != NULL && thread->process->identifier == 1) {
        first = thread;
        init = thread->process;
        unaccounted = difference();
    } else if (first != NULL && first->state == THREAD_EXITED) {
        print("frames: %ld are missing\n", (int64_t)(unaccounted - difference()));
    }
}
RESUME_CHOICE(19, watch);

void demo(void)
{
    init_start();
    kernel_resume();
}
