/* SPDX-License-Identifier: MIT */
/* One process with a thousand frames, which speaks for itself. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t before;

static void program_ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        print("%s at 0x%lx\n", thread->fault.name, thread->fault.address);
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
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    process_endow(thread->process, 1000);
    machine_thread_resume(thread);
}
