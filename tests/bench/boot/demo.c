/* SPDX-License-Identifier: MIT */
/*
 * Prints how many instructions the kernel took to get here, and to a program's first one.
 */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define ENTRY_EXTRA 5 /* instructions of bench_entry from RDTSC on */

extern const uint64_t bench_start;

static struct thread *thread;

static void program_ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    uint64_t now = (thread->frame.rdx << 32) | (uint32_t)thread->frame.rax;
    print("bench boot_to_program %lu instructions\n", now - bench_start - ENTRY_EXTRA);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    struct process *process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, 0);
    assert(started);
    machine_thread_resume(thread);
}
