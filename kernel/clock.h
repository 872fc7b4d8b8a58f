/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The tick: the kernel's only measure of time.
 */
#ifndef KERNEL_CLOCK_H
#define KERNEL_CLOCK_H

#include "kernel/types.h"

/** @defgroup clock Clock
 *  @brief The tick, and the rate of the timer behind it.
 *  @{ */

/** Ticks per second. */
#define CLOCK_HZ 100
/** The slowest timer that is believed, in counts per second. */
#define CLOCK_RATE_MIN 1000000

/** Ticks since the timer was started. May be called in any context. */
uint64_t clock_ticks(void);

/** What clock_calibrate() found, in counts per second. */
uint64_t clock_rate(void);

/**
 * Measures the machine's timer until two measurements in a row agree within 1 %. Called once, by the architecture.
 *
 * @return counts per second, or 0 if no two measurements agreed or the timer is slower than CLOCK_RATE_MIN
 */
uint64_t clock_calibrate(void);

/** @} */

#endif
