/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Starts programs: an ELF file in memory becomes a process that runs.
 */
#ifndef USER_LIBC_PROGRAM_H
#define USER_LIBC_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What a program's capability to itself may be used for, unless it is told otherwise: memory and threads of its own. */
#define PROGRAM_RIGHTS (RIGHT_SPEND | RIGHT_MAP | RIGHT_THREAD)
/** Pages of a program's stack, unless it is told otherwise. The page below is not mapped. */
#define PROGRAM_STACK_PAGES 4

/** A program, and what it gets. Members that are 0 are as it says there. */
struct program {
    const void *file;               /**< An ELF file; nothing in it is trusted. */
    size_t size;                    /**< Bytes of it. */
    const char *const *arguments;   /**< Its arguments, the first of which is its name, and null at the end. */
    const char *const *environment; /**< NAME=value each, and null at the end; null for none. */
    uint64_t frames;                /**< Frames that it may use, those of its image included. */
    unsigned priority;              /**< Priority of its first thread, and of all others at most. */
    unsigned stack_pages;           /**< Pages of its stack; 0 for PROGRAM_STACK_PAGES. */
    unsigned rights;                /**< Of its capability to itself; 0 for PROGRAM_RIGHTS. */
};

/**
 * Makes a process of a program, and lets it run. Whatever it consists of is charged to the process's account and goes with the process; the
 * caller keeps the one handle that is returned. Once the process has ended, cap_delete() of that handle frees the rest.
 *
 * @param program the program
 * @param refusal receives why the file was refused, as a sentence without its stop, or null if that is not what failed; may be null
 * @return a handle to the process, with all rights; -EINVAL if the file was refused or what the program is told does not fit a page; or the
 *         error of the call that failed, when all that was done is undone
 */
int64_t program_launch(const struct program *program, const char **refusal);

/** Lets programs lie at places that do not change from run to run: the lowest for an image, the highest for a stack. */
void program_places_fixed(bool fixed);

#endif
