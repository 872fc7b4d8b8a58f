/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Formatted text: the part of C's printf that a kernel needs. For the kernel, for ring 3 and for the host.
 */
#ifndef KERNEL_LIB_FORMAT_H
#define KERNEL_LIB_FORMAT_H

#include <stdarg.h>

#include "kernel/types.h"

/** @defgroup format Formatted text
 *  @brief The part of C's printf that a kernel needs.
 *  @{ */

/**
 * Writes formatted text, one character at a time.
 *
 * Conversions: %d %i %u %x %X %c %s %p %%, with the flags - 0 +, a width, a precision (either may be *), and the lengths
 * hh h l ll z j t. They mean what they mean in C, with three differences: %p prints 0x and hexadecimal digits for null
 * too; %s prints (null) for a null pointer; a conversion that is not in this list is printed as it stands.
 *
 * @param put       receives each character
 * @param context   handed to put
 * @param format    as above
 * @param arguments as the format asks; whoever offers this to callers lets the compiler check them
 * @return characters written
 *
 * Uses no memory but the stack; may be called in any context.
 */
int format_string(void (*put)(void *context, char c), void *context, const char *format, va_list arguments);

/**
 * Writes formatted text into a buffer, cut so that it fits. The text always ends with a zero, unless size is 0.
 *
 * @param buffer at least size bytes; may be null if size is 0
 * @param size   bytes at buffer
 * @param format as for format_string()
 * @return characters that the whole text has, whether or not they fit
 */
__attribute__((format(printf, 3, 4))) int string_format(char *buffer, size_t size, const char *format, ...);

/** @} */

#endif
