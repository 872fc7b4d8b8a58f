/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to reach a program's memory.
 */
#ifndef KERNEL_MACHINE_USERCOPY_H
#define KERNEL_MACHINE_USERCOPY_H

#include "kernel/types.h"

/** @addtogroup machine
 *  @{ */

/** Copies from the current thread's memory. @return bytes at the end that were not copied; to holds nothing for them */
size_t machine_copy_in(void *to, struct user_address from, size_t size);

/** Copies to the current thread's memory. @return bytes at the end that were not copied */
size_t machine_copy_out(struct user_address to, const void *from, size_t size);

/** @} */

#endif
