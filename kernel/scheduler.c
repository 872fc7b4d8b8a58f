/* SPDX-License-Identifier: MIT */
/*
 * Which thread runs next. There is a queue for each priority, and a bit for each queue that is not empty: so a choice takes the same time
 * whether three threads are ready or three thousand.
 *
 * Invariant: a thread that is ready is either the one that runs, and in no queue, or in the queue of its priority.
 */
#include "kernel/scheduler.h"

#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/resume.h"

#define PRIORITIES (PRIORITY_MAX + 1)

/* The first of each queue. A queue is a ring, so that its end is the neighbour of its first. */
static struct thread *queues[PRIORITIES];
/* Bit p says that queues[p] is not empty. */
static uint32_t occupied;

_Static_assert(PRIORITIES == 8 * sizeof(occupied), "a bit for each priority");

static void insert(struct thread *thread, bool in_front)
{
    struct schedule *own = &thread->schedule;
    struct thread **first = &queues[own->priority];
    assert(own->next == NULL && thread->state == THREAD_READY);
    own->next = thread;
    own->previous = thread;
    if (*first != NULL) {
        own->next = *first;
        own->previous = (*first)->schedule.previous;
        own->next->schedule.previous = thread;
        own->previous->schedule.next = thread;
    }
    if (*first == NULL || in_front) {
        *first = thread;
    }
    occupied |= UINT32_C(1) << own->priority;
}

void scheduler_add(struct thread *thread)
{
    thread->schedule.slice = SLICE_TICKS;
    insert(thread, false);
}

void scheduler_remove(struct thread *thread)
{
    struct schedule *own = &thread->schedule;
    struct thread **first = &queues[own->priority];
    if (own->next == NULL) {
        return;
    }
    if (own->next == thread) {
        *first = NULL;
        occupied &= ~(UINT32_C(1) << own->priority);
    } else {
        own->next->schedule.previous = own->previous;
        own->previous->schedule.next = own->next;
        *first = *first == thread ? own->next : *first;
    }
    own->next = NULL;
    own->previous = NULL;
}

/* The thread that runs, or null: it is loaded and ready, and in no queue. One that is loaded may well be blocked, or wait for its turn. */
static struct thread *running(void)
{
    struct thread *thread = machine_thread_current();
    return thread != NULL && thread->state == THREAD_READY && thread->schedule.next == NULL ? thread : NULL;
}

static bool above(unsigned priority)
{
    return (occupied >> priority) > 1;
}

bool scheduler_outranked(void)
{
    return above(machine_thread_current()->schedule.priority);
}

void scheduler_tick(void)
{
    struct thread *thread = running();
    if (thread != NULL && thread->schedule.slice > 0) {
        thread->schedule.slice--;
    }
}

void scheduler_yield(void)
{
    machine_thread_current()->schedule.slice = 0;
}

/*
 * The running thread goes on unless its slice is over or somebody above it is ready. Whose slice is over goes to the end, who is
 * merely interrupted stays in front and keeps the rest. Threads that end are dropped on the way; there may be many, hence the look at
 * interrupts.
 */
static struct thread *choose(void)
{
    struct thread *thread = running();
    if (thread != NULL && thread_may_run(thread)) {
        if (thread->schedule.slice == 0) {
            scheduler_add(thread);
        } else if (above(thread->schedule.priority)) {
            insert(thread, true);
        } else {
            return thread;
        }
    }
    while (occupied != 0) {
        thread = queues[PRIORITIES - 1 - __builtin_clz(occupied)];
        assert(thread->state == THREAD_READY);
        scheduler_remove(thread);
        if (thread_may_run(thread)) {
            return thread;
        }
        if (machine_interrupt_pending()) {
            break;
        }
    }
    return NULL;
}

void scheduler_run(void)
{
    struct thread *thread = choose();
    if (thread != NULL) {
        machine_thread_resume(thread);
    }
}
RESUME_CHOICE(40, scheduler_run);
