/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs to know of an architecture's address spaces before it maps something.
 */
#ifndef KERNEL_MACHINE_MEMORY_H
#define KERNEL_MACHINE_MEMORY_H

#include "kernel/machine/paging.h"

/** @addtogroup machine_paging
 *  @{ */

/**
 * Tells whether pages can be mapped at an address, for all that is mapped already.
 *
 * @param address any value
 * @param pages   how many, 1 to 2^32
 * @return false if address is no multiple of PAGE_SIZE, or one of the pages is never mapped
 */
bool address_space_fits(struct user_address address, uint64_t pages);

/** The tables that are missing for a page to be mapped at an address: address_space_map() will take as many frames. */
unsigned address_space_tables_missing(const struct address_space *space, struct user_address address);

/** @} */

#endif
