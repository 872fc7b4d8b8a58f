/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Output to the console, and formatted text. There are no files.
 *
 * Output is kept until a line is whole, so that lines of several programs do not mix. exit() and abort() write what is left; a program that
 * ends in another way loses it. The conversions are those of kernel/lib/format.h: there are none for floating point.
 */
#ifndef USER_LIBC_STDIO_H
#define USER_LIBC_STDIO_H

#include <stdarg.h>
#include <stddef.h>

/** What functions return that could not write. */
#define EOF (-1)

/** Writes a character. @return the character, or EOF if the console did not take it */
int putchar(int c);

/** Writes a string and a newline. @return a number that is not negative, or EOF */
int puts(const char *text);

/** Writes formatted text. @return how many characters, or EOF */
__attribute__((format(printf, 1, 2))) int printf(const char *format, ...);

/** As printf(), with the arguments in a list. */
__attribute__((format(printf, 1, 0))) int vprintf(const char *format, va_list arguments);

/** Writes formatted text into a buffer, cut so that it fits with its zero. @return how many characters the whole text has */
__attribute__((format(printf, 3, 4))) int snprintf(char *buffer, size_t size, const char *format, ...);

/** As snprintf(), with the arguments in a list. */
__attribute__((format(printf, 3, 0))) int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments);

#endif
