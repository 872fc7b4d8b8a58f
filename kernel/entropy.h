/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The kernel's own random numbers.
 */
#ifndef KERNEL_ENTROPY_H
#define KERNEL_ENTROPY_H

#include "kernel/lib/random.h"

/** @addtogroup random
 *  @{ */

/** The kernel's generator. From boot step 72 on; with interrupts off, as all of the kernel. */
struct random *kernel_random(void);

/** @} */

#endif
