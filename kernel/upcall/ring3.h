/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What an architecture calls when a thread in ring 3 did something that it must not do.
 */
#ifndef KERNEL_UPCALL_RING3_H
#define KERNEL_UPCALL_RING3_H

#include "kernel/types.h"

/** @addtogroup upcall
 *  @{ */

/** A fault of a thread, as the machine tells it. */
struct fault {
    const char *name;     /**< The machine's name for it. */
    uint64_t number;      /**< The machine's number for it. */
    uint64_t error;       /**< What else the machine says. */
    uint64_t address;     /**< The address that was reached for, if it is a page fault. */
    uint64_t instruction; /**< Where the thread was. */
};

/** The current thread cannot go on. Its registers are in its frame, unless the fault was at the exit itself. */
_Noreturn void kernel_fault(const struct fault *fault);

/** @} */

#endif
