/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The first program.
 */
#ifndef KERNEL_INIT_H
#define KERNEL_INIT_H

/** @defgroup init Init
 *  @brief The one program that the kernel starts.
 *  @{ */

/**
 * Starts init: the file `init` of the archive that the boot loader brought as its module `archive`. Init has all frames that are free, a
 * capability to itself with all rights, and one to the archive, to be read and derived from. It runs at the highest priority. Its arguments are its name and, if there
 * is one, the kernel's command line. When its first thread ends, the machine stops: well if the status is 0.
 *
 * Panics with PANIC_INIT if there is no such module or file, or if it cannot be loaded. Called once, after all boot steps.
 */
void init_start(void);

/** @} */

#endif
