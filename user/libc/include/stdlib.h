/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Memory, numbers, and the end of a program.
 *
 * None of this may be called by two threads at once: the library keeps no locks.
 */
#ifndef USER_LIBC_STDLIB_H
#define USER_LIBC_STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
/** The status of a program that was built for other calls than the kernel has. */
#define EXIT_OTHER_CALLS 125

/** Gives size bytes at a multiple of 16, with anything in them. @return null if memory is exhausted; for 0 bytes a pointer of its own */
void *malloc(size_t size);

/** Gives count times size bytes of zeros. @return null if memory is exhausted, or there is no such number */
void *calloc(size_t count, size_t size);

/**
 * Gives memory another size, where it is or elsewhere. As much of the contents as fits stays.
 *
 * @param memory what malloc() gave, or null
 * @return null if memory is exhausted; then memory is as it was
 */
void *realloc(void *memory, size_t size);

/** Takes back what malloc() gave; null is nothing. A pointer that it did not give, or has back already, ends the program if that can be seen. */
void free(void *memory);

/** Ends the thread with a status, after writing what output is left. Ends the program, if it made no other threads. */
_Noreturn void exit(int status);

/** Ends the thread as one that did something illegal, after writing what output is left. */
_Noreturn void abort(void);

/**
 * Reads a number: spaces, a sign, and digits; for base 16 perhaps 0x before them. Base 0: what the digits begin with decides.
 *
 * @param text where it begins
 * @param end  receives where it ended, or text if there are no digits; may be null
 * @param base 0 or 2 to 36
 * @return the number, or the nearest that fits
 */
long strtol(const char *text, char **end, int base);

/** As strtol(), for numbers without a sign. A minus is taken, as the standard wants it: the number is subtracted from 0. */
unsigned long strtoul(const char *text, char **end, int base);

/** As strtol() in base 10, without asking where it ended. */
int atoi(const char *text);

/** The magnitude of a number. */
int abs(int number);

/** Sorts count elements of size bytes. compare says less than, equal to or greater than 0. Equal elements may change places. */
void qsort(void *elements, size_t count, size_t size, int (*compare)(const void *left, const void *right));

/** What the environment says of a name. @return null if nothing */
char *getenv(const char *name);

#endif
