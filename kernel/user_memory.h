/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Memory of programs, as the kernel may touch it: by copying, and in no other way.
 */
#ifndef KERNEL_USER_MEMORY_H
#define KERNEL_USER_MEMORY_H

#include "kernel/abi/errors.h"
#include "kernel/types.h"

/** @defgroup user_memory User memory
 *  @brief Memory of programs, as the kernel may touch it: by copying, and in no other way.
 *  @{ */

/**
 * Tells whether a range lies in the user's half. Nothing overflows, whatever the numbers are.
 *
 * @param address first byte
 * @param size    bytes; none lies anywhere
 * @param end     first address above the user's half
 */
bool user_range_valid(struct user_address address, uint64_t size, uint64_t end);

/**
 * Copies bytes of the current thread's memory, once. What the caller checks afterwards is its own copy.
 *
 * @param to   receives them; if the copy fails, the part that was not copied is zero
 * @param from where they are
 * @param size how many; 0 succeeds wherever from points
 * @return 0, or -EFAULT
 */
__attribute__((warn_unused_result)) int64_t copy_from_user(void *to, struct user_address from, size_t size);

/**
 * Copies bytes to the current thread's memory. On failure a part may have been written.
 *
 * @return 0, or -EFAULT
 */
__attribute__((warn_unused_result)) int64_t copy_to_user(struct user_address to, const void *from, size_t size);

/** @} */

#endif
