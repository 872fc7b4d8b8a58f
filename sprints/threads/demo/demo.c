/* SPDX-License-Identifier: MIT */
/*
 * Starts one thread of a program and gives its process sixteen frames. The program makes the others; when nothing is left to run, the
 * demonstration is over.
 */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *first;

static void nothing_to_run(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    assert(first->state == THREAD_EXITED);
    print("Nothing is ready. Exit status %d\n", first->exit_status);
    checkpoint_done();
}
RESUME_CHOICE(95, nothing_to_run);

void demo(void)
{
    first = flat_start(&boot_info.modules[0], 0);
    assert(first != NULL);
    uint64_t self = process_endow(first->process, 16);
    assert(self == HANDLE_FIRST);
    kernel_resume();
}
