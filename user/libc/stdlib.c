/* SPDX-License-Identifier: MIT */
/*
 * Numbers, sorting and the environment.
 */
#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "user/libc/include/postern.h"

char *getenv(const char *name)
{
    size_t length = strlen(name);
    for (char **text = environ; *text != NULL; text++) {
        if (strncmp(*text, name, length) == 0 && (*text)[length] == '=') {
            return *text + length + 1;
        }
    }
    return NULL;
}

static unsigned digit_value(char c)
{
    return isdigit(c) ? (unsigned)(c - '0') : isalpha(c) ? (unsigned)(tolower(c) - 'a' + 10) : UINT_MAX;
}

/* The digits of a number, and how they are to be understood. */
struct digits {
    bool negative;
    bool overflow;
    unsigned long magnitude;
};

static struct digits read_digits(const char *text, char **end, int base)
{
    struct digits number = {0};
    const char *at = text, *last = text;
    while (isspace(*at)) {
        at++;
    }
    if (*at == '-' || *at == '+') {
        number.negative = *at++ == '-';
    }
    if ((base == 0 || base == 16) && at[0] == '0' && (at[1] == 'x' || at[1] == 'X') && digit_value(at[2]) < 16) {
        at += 2;
        base = 16;
    } else if (base == 0) {
        base = *at == '0' ? 8 : 10;
    }
    for (; digit_value(*at) < (unsigned)base; last = at) {
        unsigned long digit = digit_value(*at++);
        number.overflow |= __builtin_mul_overflow(number.magnitude, (unsigned long)base, &number.magnitude);
        number.overflow |= __builtin_add_overflow(number.magnitude, digit, &number.magnitude);
    }
    if (end != NULL) {
        *end = (char *)(uintptr_t)last;
    }
    return number;
}

long strtol(const char *text, char **end, int base)
{
    struct digits number = read_digits(text, end, base);
    unsigned long limit = number.negative ? (unsigned long)LONG_MAX + 1 : LONG_MAX;
    unsigned long magnitude = number.overflow || number.magnitude > limit ? limit : number.magnitude;
    return (long)(number.negative ? 0 - magnitude : magnitude);
}

unsigned long strtoul(const char *text, char **end, int base)
{
    struct digits number = read_digits(text, end, base);
    if (number.overflow) {
        return ULONG_MAX;
    }
    return number.negative ? 0 - number.magnitude : number.magnitude;
}

int atoi(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

int abs(int number)
{
    return number < 0 ? -number : number;
}

static void swap(unsigned char *left, unsigned char *right, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = left[i];
        left[i] = right[i];
        right[i] = byte;
    }
}

/* The elements to sort. */
struct heap {
    unsigned char *elements;
    size_t size;
    int (*compare)(const void *left, const void *right);
};

/* Lets an element sink until none below it is greater. */
static void sink(const struct heap *heap, size_t at, size_t count)
{
    for (;;) {
        size_t greatest = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++) {
            if (heap->compare(heap->elements + greatest * heap->size, heap->elements + child * heap->size) < 0) {
                greatest = child;
            }
        }
        if (greatest == at) {
            return;
        }
        swap(heap->elements + at * heap->size, heap->elements + greatest * heap->size, heap->size);
        at = greatest;
    }
}

/* Heap sort: no stack to speak of, and no order of elements that is slow. */
void qsort(void *elements, size_t count, size_t size, int (*compare)(const void *left, const void *right))
{
    struct heap heap = {elements, size, compare};
    for (size_t at = count / 2; at > 0; at--) {
        sink(&heap, at - 1, count);
    }
    for (size_t left = count; left > 1; left--) {
        swap(heap.elements, heap.elements + (left - 1) * size, size);
        sink(&heap, 0, left - 1);
    }
}
