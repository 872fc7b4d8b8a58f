/* SPDX-License-Identifier: MIT */
/*
 * Strings and memory without a C library. The compiler itself emits calls to memcpy, memmove, memset and memcmp, for
 * instance when it copies a structure, so a freestanding program has to bring them.
 */
#include "kernel/lib/string.h"

/*
 * A compiler that sees a loop fill memory may replace it by a call to memset. Inside memset that is an endless recursion,
 * so these functions say that their loops are meant.
 */
#ifdef __clang__
#define LOOPS_ARE_MEANT __attribute__((no_builtin))
#else
#define LOOPS_ARE_MEANT __attribute__((optimize("no-tree-loop-distribute-patterns")))
#endif

/** Eight bytes at any address, whatever the type of what lies there. */
typedef uint64_t __attribute__((may_alias, aligned(1))) word;

LOOPS_ARE_MEANT void *memcpy(void *to, const void *from, size_t size)
{
    unsigned char *t = to;
    const unsigned char *f = from;

    for (; size >= sizeof(word); size -= sizeof(word), t += sizeof(word), f += sizeof(word)) {
        *(word *)t = *(const word *)f;
    }
    for (; size > 0; size--) {
        *t++ = *f++;
    }
    return to;
}

LOOPS_ARE_MEANT void *memmove(void *to, const void *from, size_t size)
{
    unsigned char *t = to;
    const unsigned char *f = from;

    /* Upwards, each word is read before anything at or above it is written, unless the target starts inside the source. */
    if ((uintptr_t)t - (uintptr_t)f >= size) {
        return memcpy(to, from, size);
    }
    while (size >= sizeof(word)) {
        size -= sizeof(word);
        *(word *)(t + size) = *(const word *)(f + size);
    }
    while (size > 0) {
        size--;
        t[size] = f[size];
    }
    return to;
}

LOOPS_ARE_MEANT void *memset(void *to, int value, size_t size)
{
    unsigned char *t = to;
    uint64_t pattern = (unsigned char)value * UINT64_C(0x0101010101010101);

    for (; size >= sizeof(word); size -= sizeof(word), t += sizeof(word)) {
        *(word *)t = pattern;
    }
    for (; size > 0; size--) {
        *t++ = (unsigned char)value;
    }
    return to;
}

LOOPS_ARE_MEANT int memcmp(const void *left, const void *right, size_t size)
{
    const unsigned char *l = left;
    const unsigned char *r = right;

    for (size_t i = 0; i < size; i++) {
        if (l[i] != r[i]) {
            return l[i] - r[i];
        }
    }
    return 0;
}

LOOPS_ARE_MEANT size_t strlen(const char *text)
{
    size_t length = 0;

    while (text[length] != 0) {
        length++;
    }
    return length;
}

int strncmp(const char *left, const char *right, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char l = (unsigned char)left[i];
        unsigned char r = (unsigned char)right[i];
        if (l != r || l == 0) {
            return l - r;
        }
    }
    return 0;
}

size_t string_copy(char *to, size_t size, const char *from)
{
    size_t used = 0;

    while (used + 1 < size && from[used] != 0) {
        to[used] = from[used];
        used++;
    }
    to[used] = 0;
    return used;
}
