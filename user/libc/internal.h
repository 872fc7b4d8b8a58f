/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the parts of the C library use of each other. Not for programs.
 */
#ifndef USER_LIBC_INTERNAL_H
#define USER_LIBC_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

/** Writes what output is left. Not there in a program that writes nothing. @return 0, or EOF */
__attribute__((weak)) int output_flush(void);

/**
 * Makes the heap larger, at its end.
 *
 * @param size    bytes that are wanted, not 0
 * @param granted receives how many there are now, at least as many
 * @return where they begin: at a multiple of 16, and the first time only, not where the last ones ended; null if memory is exhausted
 */
void *heap_grow(size_t size, size_t *granted);

/** Notes where the first stack is: arguments, environment, auxiliary vector. */
void told_begin(uint64_t *stack);

#endif
