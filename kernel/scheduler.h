/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Which thread runs next.
 */
#ifndef KERNEL_SCHEDULER_H
#define KERNEL_SCHEDULER_H

#include "kernel/types.h"

struct thread;

/** @defgroup scheduler Scheduler
 *  @brief Which thread runs next: the highest priority that has one, and the first in its queue.
 *  @{ */

/** So many ticks a thread runs before another one of its priority has its turn. */
#define SLICE_TICKS 5

/** What the scheduler keeps of a thread; a part of it. */
struct schedule {
    struct thread *next;     /**< Who follows in the queue, which is a ring; null while the thread is in none. */
    struct thread *previous; /**< Who comes before. */
    uint8_t priority;        /**< 0 to PRIORITY_MAX. A thread runs only while none of a higher one is ready. */
    uint8_t slice;           /**< Ticks that are left of its slice. */
    bool permit;             /**< It was woken while it was not blocked. */
};

/**
 * Puts a thread at the end of the queue of its priority, with a whole slice. It chooses nothing: see scheduler_outranked().
 *
 * @param thread THREAD_READY, in no queue and not the running one
 */
void scheduler_add(struct thread *thread);

/** Takes a thread out of its queue, if it is in one. */
void scheduler_remove(struct thread *thread);

/** Tells whether a thread above the current one is ready, so that the way out has to be kernel_resume(). */
bool scheduler_outranked(void);

/** Takes a tick from the running thread's slice, if a thread runs. */
void scheduler_tick(void);

/** Runs the thread whose turn it is. Returns if none is ready. */
void scheduler_run(void);

/** Ends the running thread's slice. kernel_resume() then lets others of its priority run first. */
void scheduler_yield(void);

/** @} */

#endif
