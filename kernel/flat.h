/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Flat programs: code without a format, at fixed addresses.
 */
#ifndef KERNEL_FLAT_H
#define KERNEL_FLAT_H

#include "kernel/boot_info.h"
#include "kernel/process.h"

/** @defgroup flat Flat programs
 *  @brief Code without a format, until there is a reader for a real one.
 *  @{ */

/** Where a flat program lies; user/flat.ld links it so. */
#define FLAT_CODE UINT64_C(0x400000)       /**< Code and constants: read and executed. */
#define FLAT_DATA UINT64_C(0x500000)       /**< Variables, zero at first: read and written. */
#define FLAT_DATA_PAGES 8                  /**< Pages of variables. */
#define FLAT_STACK_TOP UINT64_C(0x700000)  /**< First address above the stack. */
#define FLAT_STACK (FLAT_STACK_TOP - 8)    /**< The first stack pointer: as a call leaves it, for a function of C. */
#define FLAT_STACK_PAGES 4                 /**< Pages of stack; the page below is not mapped. */

/**
 * Maps a flat program and its stack into an empty process.
 *
 * @param process an empty one; on failure it keeps what was mapped so far, for process_destroy()
 * @param module  the program, as the boot loader brought it
 * @return false if memory is exhausted or the program is larger than the room for it
 */
bool flat_load(struct process *process, const struct boot_module *module);

/**
 * Makes a process of a flat program, with one thread that is ready to run.
 *
 * @param module   the program
 * @param argument what the thread finds in its first argument
 * @return the thread, or null if memory is exhausted or the program is too large
 */
struct thread *flat_start(const struct boot_module *module, uint64_t argument);

/** Ends a flat program: its thread, which does not run any more, and its process. */
void flat_end(struct thread *thread);

/** @} */

#endif
