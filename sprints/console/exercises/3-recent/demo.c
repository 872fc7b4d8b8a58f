/* SPDX-License-Identifier: MIT */
/* Prints, and asks what was printed. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

static char recent[PRINT_RECENT_MAX + 1];

/* Replaces the newline at the end. */
static size_t take(size_t size)
{
    size_t length = print_recent(recent, size);
    if (length > 0 && recent[length - 1] == '\n') {
        recent[length - 1] = '\0';
    }
    return length;
}

void demo(void)
{
    print("first\n");
    size_t length = take(sizeof(recent));
    print("%zu characters: %s\n", length, recent);

    print("xyzabc\n");
    length = take(5);
    print("the newest %zu: %s\n", length, recent);

    for (int i = 0; i < 1002; i++) {
        print("%d%s", i % 10, i % 100 == 99 ? "\n" : "");
    }
    for (int i = 2; i < 10; i++) {
        print("%d", i);
    }
    length = print_recent(recent, sizeof(recent));
    print("\nfull: %zu characters, they begin with %c and end with %c\n", length, recent[0], recent[length - 1]);
}
