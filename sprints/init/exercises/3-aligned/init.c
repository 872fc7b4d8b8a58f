/* SPDX-License-Identifier: MIT */
/*
 * Uses aligned memory.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 200

static void say(const char *what, int right)
{
    printf("%s: %s\n", what, right ? "right" : "wrong");
}

int main(void)
{
    static unsigned char *pages[COUNT];
    int right = 1;
    for (size_t alignment = 1; alignment <= 1u << 20; alignment *= 2) {
        unsigned char *memory = aligned_alloc(alignment, 100);
        right &= memory != NULL && (uintptr_t)memory % alignment == 0;
        memset(memory, 1, 100);
        unsigned char *other = malloc(50);
        memset(other, 2, 50);
        right &= memory[0] == 1 && memory[99] == 1;
        free(memory);
        free(other);
    }
    say("every alignment", right);
    uintptr_t lowest = UINTPTR_MAX, highest = 0;
    for (unsigned i = 0; i < COUNT; i++) {
        pages[i] = aligned_alloc(4096, 64);
        lowest = (uintptr_t)pages[i] < lowest ? (uintptr_t)pages[i] : lowest;
        highest = (uintptr_t)pages[i] > highest ? (uintptr_t)pages[i] : highest;
        memset(pages[i], (int)i, 64);
    }
    right = highest - lowest < (COUNT + 2) * 4096;
    for (unsigned i = 0; i < COUNT; i++) {
        unsigned char *small = malloc(3000);
        right &= (uintptr_t)small > lowest - 4096 * 300 && (uintptr_t)small < highest;
        right &= pages[i][0] == i && pages[i][63] == i;
    }
    say("what is in front is free", right);
    for (unsigned i = 0; i < COUNT; i++) {
        free(pages[i]);
    }
    say("all given back", aligned_alloc(16, 1000) != NULL);
    printf("no power of two: %s\n", aligned_alloc(48, 10) == NULL && aligned_alloc(0, 10) == NULL ? "refused" : "taken");
    return 0;
}
