/* SPDX-License-Identifier: MIT */
/*
 * Looks at what it was given, and answers there.
 */
#include <ctype.h>
#include <postern.h>
#include <stdbool.h>
#include <stdio.h>

static bool was_told(int count, char **arguments, uint64_t type)
{
    const uint64_t *word = (const uint64_t *)(arguments + count + 1);
    while (*word++ != 0) {
    }
    for (; word[0] != AT_NULL; word += 2) {
        if (word[0] == type) {
            return true;
        }
    }
    return false;
}

int main(int count, char **arguments)
{
    char *text = (char *)0x200000;
    if (!was_told(count, arguments, 0x1010)) {
        puts("other: I was given nothing");
        return 0;
    }
    if (mem_map(told(AT_POSTERN_PROCESS), told(0x1010), (uint64_t)text, RIGHT_READ | RIGHT_WRITE) != 0) {
        return 1;
    }
    printf("other: I was given: %s\n", text);
    for (; *text != 0; text++) {
        *text = (char)toupper(*text);
    }
    return 0;
}
