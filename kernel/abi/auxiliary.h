/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The auxiliary vector: what a program is told when it starts, besides its arguments and environment.
 *
 * Source: System V ABI, AMD64 supplement, section 3.4.3; types from 0x1000 on are Postern's.
 */
#ifndef KERNEL_ABI_AUXILIARY_H
#define KERNEL_ABI_AUXILIARY_H

#include <stdint.h>

/** @defgroup auxiliary Auxiliary vector
 *  @brief Pairs of a type and a value above the environment on a program's first stack.
 *  @{ */

/** What a value is about. */
enum auxiliary_type {
    AT_NULL = 0,    /**< The end. */
    AT_PHDR = 3,    /**< Address of the program headers in memory. */
    AT_PHENT = 4,   /**< Bytes of each. */
    AT_PHNUM = 5,   /**< How many. */
    AT_PAGESZ = 6,  /**< Bytes of a page. */
    AT_ENTRY = 9,   /**< Address of the program's first instruction. */
    AT_RANDOM = 25, /**< Address of 16 random bytes. */
};

/** A pair. */
struct auxiliary {
    uint64_t type;  /**< One of enum auxiliary_type. */
    uint64_t value; /**< What the type says. */
};

/** @} */

#endif
