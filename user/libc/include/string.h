/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Strings and memory. What the kernel uses too is in kernel/lib/string.h; the rest is here.
 */
#ifndef USER_LIBC_STRING_H
#define USER_LIBC_STRING_H

#include "kernel/lib/string.h"

/** Finds the first byte of that value. @return where it is, or null */
void *memchr(const void *memory, int value, size_t size);

/** Compares two strings. @return as memcmp() */
int strcmp(const char *left, const char *right);

/** Counts the bytes before the terminating zero, size at most. */
size_t strnlen(const char *text, size_t size);

/** Copies a string with its zero. The two must not overlap. @return to */
char *strcpy(char *to, const char *from);

/** Appends a string. The two must not overlap. @return to */
char *strcat(char *to, const char *from);

/** Finds the first byte of that value; the terminating zero counts. @return where it is, or null */
char *strchr(const char *text, int value);

/** As strchr(), but the last one. */
char *strrchr(const char *text, int value);

/** Finds the first place where part stands in text. @return where it is, or null */
char *strstr(const char *text, const char *part);

/** Copies a string into memory that malloc() gives. @return the copy, or null if memory is exhausted */
char *strdup(const char *text);

#endif
