/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Names of the kernel's functions, by address.
 */
#ifndef KERNEL_SYMBOL_H
#define KERNEL_SYMBOL_H

#include "kernel/types.h"

/** @defgroup symbol Symbols
 *  @brief Names of the kernel's functions, by address.
 *  @{ */

/** An entry of the table that the build makes of the linked kernel. */
struct symbol {
    uint64_t address; /**< Where the function begins. */
    const char *name; /**< Its name. */
};

/**
 * Finds the function that holds an address.
 *
 * @param address any number
 * @param offset  receives the distance from the function's beginning, or the address itself if there is none
 * @return its name, or "?"
 */
const char *symbol_find(uint64_t address, uint64_t *offset);

/** @} */

#endif
