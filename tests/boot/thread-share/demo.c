/* SPDX-License-Identifier: MIT */
/* The program's threads count in loops. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void nothing_to_run(void)
{
    print("status %d\n", thread->exit_status);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 60);
    assert(self == HANDLE_FIRST);
    kernel_resume();
}
