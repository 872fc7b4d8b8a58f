/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The few words that every other header uses.
 *
 * The integer types are the standard ones. Addresses are one-member structures, so that the compiler
 * refuses to take a physical address for a virtual one, or a user's address for the kernel's.
 */
#ifndef KERNEL_TYPES_H
#define KERNEL_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** @defgroup types Types
 *  @brief Addresses, sizes and small macros.
 *  @{ */

/** Bytes in a page, and in a frame of physical memory. */
#define PAGE_SIZE UINT64_C(4096)
/** Binary logarithm of PAGE_SIZE. */
#define PAGE_SHIFT 12

/** A physical address, in bytes. */
struct physical_address {
    uint64_t value; /**< Address as the memory bus sees it. */
};

/** A virtual address that a program in ring 3 supplied or will use. The kernel cannot dereference it. */
struct user_address {
    uint64_t value; /**< Address as the program wrote it, unchecked. */
};

/** Number of elements of an array (not of a pointer). */
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/** @} */

#endif
