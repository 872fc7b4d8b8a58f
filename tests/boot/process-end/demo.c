/* SPDX-License-Identifier: MIT */
/* A process with all frames makes others and ends them. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t frames_before;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state == THREAD_EXITED) {
        print("exit status %d\n", thread->exit_status);
    } else {
        print("ended by %s at %lx, address %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.address);
    }
    flat_end(thread);
    print("frames lost: %lu\n", frames_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    frames_before = frame_counters().free;
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, frame_counters().free);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
