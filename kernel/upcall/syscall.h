/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What an architecture calls for a system call, while there is no table of them.
 */
#ifndef KERNEL_UPCALL_SYSCALL_H
#define KERNEL_UPCALL_SYSCALL_H

#include <frame.h>

/** @addtogroup upcall
 *  @{ */

/** Answers a system call. @param frame the current thread's registers @return the result */
int64_t kernel_call(struct frame *frame);

/** @} */

#endif
