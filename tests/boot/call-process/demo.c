/* SPDX-License-Identifier: MIT */
/* Three processes, one after the other. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t turn, frames_before;

static _Noreturn void next(void)
{
    thread = flat_start(&boot_info.modules[0], turn);
    assert(thread != NULL);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        print("fault: %s\n", thread->fault.name);
    }
    print("process %lu: exit status %d\n", thread->process->identifier, thread->exit_status);
    flat_end(thread);
    if (++turn < 3) {
        next();
    }
    print("frames lost: %lu\n", frames_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    frames_before = frame_counters().free;
    next();
}
