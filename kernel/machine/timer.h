/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to know the time and to wait.
 */
#ifndef KERNEL_MACHINE_TIMER_H
#define KERNEL_MACHINE_TIMER_H

#include "kernel/types.h"

/** @addtogroup machine
 *  @{ */

/**
 * Measures the timer against a clock whose rate is known.
 *
 * @return counts per second, as seen this once; 0 if a clock stands still
 */
uint64_t machine_timer_measure(void);

/**
 * Empties the kernel stack and waits for an interrupt with interrupts enabled. This is the only place where they are. The
 * interrupt's handler ends in kernel_resume(), never here.
 */
_Noreturn void machine_idle(void);

/** @} */

#endif
