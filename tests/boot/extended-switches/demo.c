/* SPDX-License-Identifier: MIT */
/* Three threads with patterns in all extended registers. A breakpoint lets the next one run. */
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define THREADS 3

static struct thread *threads[THREADS];
static uint64_t turns;

static bool turn_over(struct frame *frame)
{
    (void)frame;
    turns++;
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, turn_over);

static void take_turns(void)
{
    if (threads[THREADS - 1] == NULL) {
        return;
    }
    struct thread *thread = threads[turns % THREADS];
    if (thread->state == THREAD_READY) {
        machine_thread_resume(thread);
    }
    if (thread->state == THREAD_FAULTED) {
        print("WRONG: thread %lu ended by %s at 0x%lx\n", turns % THREADS, thread->fault.name, thread->fault.instruction);
    } else if (thread->exit_status != 0) {
        print("WRONG: thread %lu, after %lu switches: %d\n", turns % THREADS, turns, thread->exit_status);
    } else {
        print("each of %u threads began with the initial state and kept its own over %lu switches\n", THREADS, turns);
    }
    checkpoint_done();
}
RESUME_CHOICE(35, take_turns);

void demo(void)
{
    for (unsigned i = 0; i < THREADS; i++) {
        threads[i] = flat_start(&boot_info.modules[0], i);
        assert(threads[i] != NULL);
    }
    machine_thread_resume(threads[0]);
}
