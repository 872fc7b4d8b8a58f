/* SPDX-License-Identifier: MIT */
/* A thousand processes live and end, one after the other, some with a second thread that never runs. No frame of memory may be lost. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define LIVES 1000

static struct thread *thread, *second;
static uint64_t life, free_before, page_faults, breakpoints;

static void next(void)
{
    thread = flat_start(&boot_info.modules[0], life);
    assert(thread != NULL && thread->process->identifier == life + 1);
    second = life % 3 == 0 ? thread_create(thread->process) : NULL;
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    page_faults += thread->fault.number == 14;
    breakpoints += thread->fault.number == 3;
    if (second != NULL) {
        thread_destroy(second);
    }
    flat_end(thread);
    if (++life < LIVES) {
        next();
    }
    print("%lu lives, %lu ended by #PF, %lu by #BP, %ld frames lost\n", life, page_faults, breakpoints,
          (int64_t)(free_before - frame_counters().free));
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    free_before = frame_counters().free;
    next();
}
