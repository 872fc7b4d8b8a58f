/* SPDX-License-Identifier: MIT */
/* The program passes wrong arguments to the calls about threads. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static uint64_t used_before;

static void nothing_to_run(void)
{
    const struct process *process = thread->process;
    print("status %d, %ld frames more, %lu threads\n", thread->exit_status, (int64_t)(process->account.used - used_before),
          process->threads);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 16);
    assert(self == HANDLE_FIRST);
    used_before = thread->process->account.used;
    kernel_resume();
}
