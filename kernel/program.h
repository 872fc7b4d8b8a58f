/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Loads a program from an ELF file in the kernel's memory.
 */
#ifndef KERNEL_PROGRAM_H
#define KERNEL_PROGRAM_H

#include "kernel/lib/launch.h"
#include "kernel/process.h"

/** @defgroup program Programs
 *  @brief From a file to a process that is ready to run.
 *  @{ */

/** A program, and what it is told. */
struct program {
    const void *file;         /**< An ELF file; nothing in it is trusted. */
    size_t size;              /**< Bytes of it. */
    struct launch_words told; /**< Arguments, environment, and auxiliary values besides those that every program gets. */
    struct random *random;    /**< What its places are chosen with; null for fixed places. */
};

/** Where its first thread begins. */
struct program_start {
    struct user_address entry; /**< First instruction. */
    struct user_address stack; /**< Stack pointer. */
};

/**
 * Loads a program into an empty process: its segments with their permissions, zeros behind them, and a stack with what it is told.
 * Nothing is mapped before the whole file has been checked. The process's account pays for all of it, and can spend nothing more:
 * process_endow() gives it something to spend.
 *
 * @param process an empty one; on failure it keeps what was mapped so far, for process_destroy()
 * @param program the program
 * @param start   receives where to begin; meaningless after a refusal
 * @return null, or why not, as a sentence without its stop
 */
const char *program_load(struct process *process, const struct program *program, struct program_start *start);

/** What places are chosen with: the kernel's random numbers, or null if the command line says `aslr=off`. */
struct random *program_random(void);

/** Says, once for each process, that it made a call that does not exist: it may be another system's program. */
void program_unknown_call(void);

/** @} */

#endif
