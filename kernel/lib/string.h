/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Strings and memory without a C library. Same names and contracts as in standard C, but for string_copy().
 */
#ifndef KERNEL_LIB_STRING_H
#define KERNEL_LIB_STRING_H

#include "kernel/types.h"

/** @defgroup string Strings and memory
 *  @brief The few functions that the compiler expects to exist, and a safe copy.
 *  @{ */

/** Copies size bytes. The two places must not overlap. @return to */
void *memcpy(void *to, const void *from, size_t size);

/** Copies size bytes; the two places may overlap. @return to */
void *memmove(void *to, const void *from, size_t size);

/** Writes the byte value to size bytes. @return to */
void *memset(void *to, int value, size_t size);

/** Compares size bytes as unsigned numbers. @return less than, equal to or greater than 0, as left is to right */
int memcmp(const void *left, const void *right, size_t size);

/** Counts the bytes before the terminating zero. */
size_t strlen(const char *text);

/** Compares at most size bytes of two strings. @return as memcmp() */
int strncmp(const char *left, const char *right, size_t size);

/**
 * Copies a string, cut so that it fits. The copy always ends with a zero.
 *
 * @param to   at least size bytes
 * @param size bytes at to, at least 1
 * @param from a zero-terminated string that does not overlap to
 * @return bytes written before the zero; less than strlen(from) if the string was cut
 */
size_t string_copy(char *to, size_t size, const char *from);

/** @} */

#endif
