/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What a program finds when it starts: where it lies, and what its stack holds. For the kernel, for ring 3 and for the host.
 */
#ifndef KERNEL_LIB_LAUNCH_H
#define KERNEL_LIB_LAUNCH_H

#include "kernel/abi/auxiliary.h"
#include "kernel/lib/elf.h"
#include "kernel/lib/random.h"

/** @defgroup launch Launching a program
 *  @brief Places for image and stack, and the first stack's contents.
 *  @{ */

/** Where movable programs lie. The base is one of 2^45 / alignment addresses, from 16 to 48 TiB. */
#define LAUNCH_IMAGE_START UINT64_C(0x100000000000)
#define LAUNCH_IMAGE_END UINT64_C(0x300000000000)
/** Where stacks lie: the last 32 TiB of a program's memory, but for the last page. */
#define LAUNCH_STACK_START UINT64_C(0x600000000000)
#define LAUNCH_STACK_END UINT64_C(0x7fffffffe000)
/** Pages of a stack. The page below is left unmapped. */
#define LAUNCH_STACK_PAGES 16
/** Random bytes that a program is given. */
#define LAUNCH_RANDOM_SIZE 16

/** Where a program lies. */
struct launch_place {
    uint64_t base;      /**< To be added to each address of the plan; 0 unless the program is movable. */
    uint64_t stack_top; /**< First address above the stack; a multiple of PAGE_SIZE. */
};

/**
 * Chooses places.
 *
 * @param plan   the program
 * @param random what to choose with; null for the same place each time: the lowest base, the highest stack
 * @param place  receives the places; meaningless unless true
 * @return false if the program leaves no room
 */
bool launch_place(const struct elf_plan *plan, struct random *random, struct launch_place *place);

/** What a program is told. */
struct launch_words {
    const char *const *arguments;       /**< Its arguments, the first of which is its name. */
    unsigned argument_count;            /**< How many. */
    const char *const *environment;     /**< NAME=value each. */
    unsigned environment_count;         /**< How many. */
    const struct auxiliary *auxiliary;  /**< What it is told besides what every program is. */
    unsigned auxiliary_count;           /**< How many. */
    uint8_t random[LAUNCH_RANDOM_SIZE]; /**< What AT_RANDOM points to. */
};

/**
 * Writes the contents of a program's first stack (System V ABI, AMD64 supplement, section 3.4.1).
 *
 * Every program is told AT_PHDR and AT_PHNUM (0 if the program headers are not loaded), AT_PHENT, AT_PAGESZ, AT_ENTRY and AT_RANDOM.
 *
 * @param words  what the program is told
 * @param plan   the program
 * @param place  where it lies
 * @param memory the size bytes below the top of its stack, where whoever launches the program can write them; zeros
 * @param size   bytes; a multiple of 16
 * @param stack  receives the program's stack pointer, a multiple of 16: there is the number of arguments
 * @return false, and nothing written, if it does not fit
 */
bool launch_stack(const struct launch_words *words, const struct elf_plan *plan, const struct launch_place *place, void *memory,
                  size_t size, uint64_t *stack);

/** @} */

#endif
