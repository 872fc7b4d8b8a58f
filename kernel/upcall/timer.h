/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What an architecture calls when an interrupt has arrived.
 */
#ifndef KERNEL_UPCALL_TIMER_H
#define KERNEL_UPCALL_TIMER_H

/** @addtogroup upcall
 *  @{ */

/** Counts a tick. Called CLOCK_HZ times a second while the processor takes interrupts. */
void kernel_interrupt_tick(void);

/**
 * Chooses what runs next and lets it run. Called at the end of each interrupt, on the kernel stack, with interrupts disabled;
 * what is on the stack is abandoned.
 */
_Noreturn void kernel_resume(void);

/** @} */

#endif
