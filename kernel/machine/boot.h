/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine from the start: a way to print, a way to stop.
 */
#ifndef KERNEL_MACHINE_BOOT_H
#define KERNEL_MACHINE_BOOT_H

/** @defgroup machine Machine
 *  @brief What the machine-independent kernel needs from an architecture.
 *  @{ */

/** Exit status of a checkpoint that has done what it promises. */
#define EXIT_DONE 0x10
/** Exit status of a panic, before its code is added. */
#define EXIT_PANIC 0x40

/** Writes one character to the console. A newline also returns the carriage. Works in any context once boot step 10 has run. */
void machine_console_put(char c);

/** Leaves the machine: EXIT_DONE, or EXIT_PANIC plus a code. Where there is nothing to leave to, the processor stops. */
_Noreturn void machine_exit(unsigned status);

/** @} */

#endif
