/* SPDX-License-Identifier: MIT */
/*
 * Two processes of one program, which take turns. The first begins with all frames, a handle to itself and one to the second; the second
 * with a handle to itself, and ends when it faults.
 */
#include "kernel/clock.h"
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

/* Frames that the second process may spend. */
#define SECOND_FRAMES 16

static struct thread *threads[2];

static void fault_report(struct thread *thread)
{
    if (thread->state == THREAD_FAULTED) {
        print("the second process: %s at 0x%lx\n", thread->fault.name, thread->fault.address);
        thread->state = THREAD_EXITED;
    }
}

/* Each tick is the other's turn, if it can run. */
static void turns_taken(void)
{
    if (threads[1] == NULL) {
        return;
    }
    fault_report(threads[1]);
    for (uint64_t i = 0; i < ARRAY_SIZE(threads); i++) {
        struct thread *thread = threads[(clock_ticks() + i) % ARRAY_SIZE(threads)];
        if (thread->state == THREAD_READY) {
            machine_thread_resume(thread);
        }
    }
    print("exit status %d\n", threads[0]->exit_status);
    checkpoint_done();
}
RESUME_CHOICE(30, turns_taken);

void demo(void)
{
    struct thread *first = flat_start(&boot_info.modules[0], 0), *second = flat_start(&boot_info.modules[0], 1);
    assert(first != NULL && second != NULL);
    process_endow(second->process, SECOND_FRAMES);
    process_endow(first->process, frame_counters().free);
    struct capability *slot = capability_slot(first->process);
    assert(slot != NULL);
    /* The second process has its root already; this is one that was derived from it. */
    capability_fill(slot, &second->process->object, process_type.rights, 0, second->process->object.root);
    threads[0] = first;
    threads[1] = second;
    machine_thread_resume(first);
}
