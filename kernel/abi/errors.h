/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What can go wrong in a system call. Shared by the kernel and by programs.
 *
 * A call's result is negative if and only if it failed, and is then the negative of one of these numbers.
 */
#ifndef KERNEL_ABI_ERRORS_H
#define KERNEL_ABI_ERRORS_H

/** @defgroup errors Errors
 *  @brief What can go wrong in a system call.
 *  @{ */

/** Errors, final numbers. A call looks for them in the order of their numbers. */
enum error {
/** @cond */
#define ERROR(number, name, text) name = (number),
#include "kernel/abi/errors.inc"
#undef ERROR
/** @endcond */
};

/** @} */

#endif
