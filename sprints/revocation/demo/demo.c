/* SPDX-License-Identifier: MIT */
/*
 * Two processes of one program take turns. The first can name itself and the second, and has all frames; the second has one frame, for
 * the page of its table. In its last turn the first ends both.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define TURNS 5

static struct thread *threads[2];
static unsigned turn;
static uint64_t free_before;

static void next_turn(void)
{
    struct thread *current = machine_thread_current();
    if (turn == TURNS || (current != NULL && current->state == THREAD_READY)) {
        return;
    }
    struct thread *thread = threads[turn++ % 2];
    print("Process %lu, turn %u.\n", thread->process->identifier, turn);
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, turn);
    assert(started);
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, next_turn);

/* Comes when all that was ending has ended. */
static void everything_ended(void)
{
    if (machine_interrupt_pending()) {
        return; /* The choice was not made to the end. */
    }
    print("Nobody is left. Frames lost: %lu\n", free_before - frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(95, everything_ended);

static struct thread *program(void)
{
    struct process *process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    return thread_create(process);
}

void demo(void)
{
    free_before = frame_counters().free;
    threads[0] = program();
    threads[1] = program();
    assert(threads[0] != NULL && threads[1] != NULL);
    threads[1]->process->account.limit = 1;
    uint64_t self = process_endow(threads[0]->process, frame_counters().free);
    struct capability *slot = capability_slot(threads[0]->process);
    assert(self == HANDLE_FIRST && slot != NULL);
    capability_fill(slot, &threads[1]->process->object, process_type.rights, 0, NULL);
    kernel_resume();
}
