/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Waiting for the end of a process.
 */
#ifndef KERNEL_PROCESS_WAIT_H
#define KERNEL_PROCESS_WAIT_H

#include "kernel/thread.h"

/** @addtogroup process
 *  @{ */

/** Keeps how the last thread of a process ended. Called once, before the process begins to end. */
void process_outcome_keep(struct process *process, const struct thread *last);

/**
 * The last pieces of ending a process in which nothing is left: waits until what it paid for is freed, as long as that gets on, and then
 * wakes who waits.
 *
 * @return whether nothing is left to do
 */
bool process_outcome_tell(struct process *process);

/** Takes a thread that ends out of the list in which it waits, if it does. */
void process_wait_forget(struct thread *thread);

/** @} */

#endif
