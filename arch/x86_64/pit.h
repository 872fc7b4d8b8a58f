/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The 8254 interval timer, whose rate is the same in every PC since 1981.
 *
 * Source: Intel 8254 data sheet, "Programming the 8254", "Read operations", "Mode 0".
 */
#ifndef ARCH_PIT_H
#define ARCH_PIT_H

#include "kernel/types.h"

/** @defgroup pit Interval timer
 *  @brief The 8254, whose rate is known.
 *  @{ */

/** Counts per second: a twelfth of 14.31818 MHz. */
#define PIT_HZ 1193182

/** Starts counter 2, the one that no interrupt hangs on, at its highest value. It counts down and wraps around. */
void pit_start(void);

/** Reads counter 2. */
uint16_t pit_read(void);

/** @} */

#endif
