/* SPDX-License-Identifier: MIT */
/*
 * Strings: what the kernel has no use for.
 */
#include <stdlib.h>
#include <string.h>

void *memchr(const void *memory, int value, size_t size)
{
    const unsigned char *bytes = memory;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == (unsigned char)value) {
            return (void *)(uintptr_t)(bytes + i);
        }
    }
    return NULL;
}

int strcmp(const char *left, const char *right)
{
    while (*left == *right && *left != 0) {
        left++;
        right++;
    }
    return (unsigned char)*left - (unsigned char)*right;
}

size_t strnlen(const char *text, size_t size)
{
    size_t length = 0;
    while (length < size && text[length] != 0) {
        length++;
    }
    return length;
}

char *strcpy(char *to, const char *from)
{
    return memcpy(to, from, strlen(from) + 1);
}

char *strcat(char *to, const char *from)
{
    strcpy(to + strlen(to), from);
    return to;
}

char *strchr(const char *text, int value)
{
    return memchr(text, value, strlen(text) + 1);
}

char *strrchr(const char *text, int value)
{
    for (size_t i = strlen(text) + 1; i > 0; i--) {
        if (text[i - 1] == (char)value) {
            return (char *)(uintptr_t)(text + i - 1);
        }
    }
    return NULL;
}

char *strstr(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (;; text++) {
        if (strncmp(text, part, length) == 0) {
            return (char *)(uintptr_t)text;
        }
        if (*text == 0) {
            return NULL;
        }
    }
}

char *strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}
