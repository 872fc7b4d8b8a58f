/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What an architecture calls: the start.
 */
#ifndef KERNEL_UPCALL_BOOT_H
#define KERNEL_UPCALL_BOOT_H

/** @defgroup upcall Upcalls
 *  @brief The few functions of the kernel that an architecture calls.
 *  @{ */

/** Runs the boot steps and the checkpoint. Called once, on the kernel stack, with interrupts disabled. */
_Noreturn void kernel_start(void);

/** @} */

#endif
