/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Threads as objects: how they end.
 */
#ifndef KERNEL_THREAD_H
#define KERNEL_THREAD_H

#include "kernel/process.h"

/** @addtogroup process
 *  @{ */

/** The type of threads. */
extern const struct object_type thread_type;

/** The thread that an object of that type is part of. */
static inline struct thread *thread_of(struct object *object)
{
    return (struct thread *)((char *)object - offsetof(struct thread, object));
}

/** Tells whether a thread has come to its end, in one of three ways. */
static inline bool thread_has_ended(const struct thread *thread)
{
    return thread->state == THREAD_FAULTED || thread->state == THREAD_EXITED || thread->state == THREAD_DESTROYED;
}

/**
 * Ends a thread, whatever it is about. With its last thread a process begins to end.
 *
 * @param thread one that has not ended
 * @param how    THREAD_FAULTED, THREAD_EXITED or THREAD_DESTROYED
 */
void thread_end(struct thread *thread, enum thread_state how);

/** @} */

#endif
