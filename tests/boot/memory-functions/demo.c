/* SPDX-License-Identifier: MIT */
/* Fills and copies every size up to 40 bytes, measures a long text, and lets the compiler copy a structure. */
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

static unsigned char area[64], other[64];

static bool only(size_t size, unsigned char inside)
{
    for (size_t i = 0; i < sizeof(area); i++) {
        if (area[i] != (i < size ? inside : 0)) {
            return false;
        }
    }
    return true;
}

struct big {
    char text[200];
};

void demo(void)
{
    for (size_t size = 0; size <= 40; size++) {
        memset(area, 0, sizeof(area));
        memset(area, 0x5a, size);
        if (!only(size, 0x5a)) {
            print("WRONG: fill of %zu bytes\n", size);
        }
    }
    print("filled 0 to 40 bytes\n");
    memset(other, 0xa5, sizeof(other));
    for (size_t size = 0; size <= 40; size++) {
        memset(area, 0, sizeof(area));
        memcpy(area, other, size);
        if (!only(size, 0xa5)) {
            print("WRONG: copy of %zu bytes\n", size);
        }
    }
    print("copied 0 to 40 bytes\n");

    /* Longer than the kernel's stack: a strlen() that calls itself for each byte does not survive it. */
    static char text[20000];
    memset(text, 'x', sizeof(text) - 1);
    print("a text of %zu bytes is measured\n", strlen(text));

    static struct big from, to;
    memset(&from, 'x', sizeof(from));
    to = from;
    print("%s\n", memcmp(&from, &to, sizeof(from)) == 0 ? "a structure is copied whole" : "WRONG: structure");
}
