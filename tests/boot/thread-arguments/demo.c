/* SPDX-License-Identifier: MIT */
/* The program passes wrong arguments to the calls about threads. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void nothing_to_run(void)
{
    print("status %d, %lu frames charged, %lu threads\n", thread->exit_status, thread->process->account.used, thread->process->threads);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 16);
    assert(self == HANDLE_FIRST);
    kernel_resume();
}
