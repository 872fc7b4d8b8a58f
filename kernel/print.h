/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Formatted output to the kernel's console.
 */
#ifndef KERNEL_PRINT_H
#define KERNEL_PRINT_H

#include <stdarg.h>

/** @defgroup print Console
 *  @brief Formatted output to the kernel's console.
 *  @{ */

/**
 * Prints to the console.
 *
 * @param format as in C: %d %u %x %c %s %p %% with -, 0, width, precision, and the lengths hh h l ll z; no floating point,
 *               no %n. The compiler checks the arguments.
 *
 * May be called in any context, before boot step 10 too (the output is lost then). Never fails.
 */
__attribute__((format(printf, 1, 2))) void print(const char *format, ...);

/** As print(), with the arguments in a list. */
__attribute__((format(printf, 1, 0))) void print_list(const char *format, va_list arguments);

/** @} */

#endif
