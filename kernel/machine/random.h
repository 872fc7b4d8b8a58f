/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to have numbers that nobody can guess.
 */
#ifndef KERNEL_MACHINE_RANDOM_H
#define KERNEL_MACHINE_RANDOM_H

#include "kernel/types.h"

/** @addtogroup machine
 *  @{ */

/**
 * Fills memory with what nobody outside can know, as far as the machine has such a thing.
 *
 * @param seed receives the bytes
 * @param size bytes; a multiple of 8
 * @return true if all of them come from a source that the machine has for this purpose; false if some are no more than the time
 */
bool machine_entropy(void *seed, size_t size);

/** @} */

#endif
