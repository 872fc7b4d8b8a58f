/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief How a process ended. Shared by the kernel and by programs.
 */
#ifndef KERNEL_ABI_PROCESS_OUTCOME_H
#define KERNEL_ABI_PROCESS_OUTCOME_H

#include <stdint.h>

/** @addtogroup process
 *  @{ */

/** Ways to end. */
enum process_outcome_how {
    PROCESS_DESTROYED = 1, /**< Somebody has ended it, or its last thread. */
    PROCESS_EXITED = 2,    /**< Its last thread has ended itself. */
    PROCESS_FAULTED = 3,   /**< Its last thread has done something that it must not do. */
};

/** What process_wait writes. What means nothing for the way it ended is 0. */
struct process_outcome {
    uint64_t how;         /**< One of enum process_outcome_how. */
    int64_t status;       /**< Exited: what its last thread said. */
    uint64_t fault;       /**< Faulted: the machine's number of the exception. */
    uint64_t error;       /**< Faulted: what else the machine says of it. */
    uint64_t address;     /**< Faulted: the address that was reached for, if it is a page fault. */
    uint64_t instruction; /**< Faulted: where the thread was. */
};

/** @} */

#endif
