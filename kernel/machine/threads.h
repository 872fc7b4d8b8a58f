/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to make threads for programs.
 */
#ifndef KERNEL_MACHINE_THREADS_H
#define KERNEL_MACHINE_THREADS_H

#include "kernel/types.h"

/** @addtogroup machine
 *  @{ */

/** Tells whether machine_thread_prepare() would take these, so that a call can refuse them before it has spent anything. */
bool machine_thread_start_valid(struct user_address entry, struct user_address stack);

/** @} */

#endif
