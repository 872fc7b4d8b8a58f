/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The checkpoint: what the kernel does once it is up, and how it ends.
 */
#ifndef KERNEL_START_H
#define KERNEL_START_H

/** @defgroup start Start
 *  @brief The checkpoint: what the kernel does once it is up, and how it ends.
 *  @{ */

/** What this checkpoint shows. Each sprint brings its own. Called once, after the boot steps. */
void demo(void);

/** Prints that the checkpoint is done, and the command for the next one, and leaves the machine with EXIT_DONE. */
_Noreturn void checkpoint_done(void);

/** Writes a zero-terminated string to the console. */
void console_write(const char *string);

/** @} */

#endif
