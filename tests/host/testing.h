/* SPDX-License-Identifier: MIT */
/* What every host test includes: cmocka with the headers that it wants, and random numbers that can be repeated. */
#ifndef TESTS_HOST_TESTING_H
#define TESTS_HOST_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t random_state;

/** Starts the random numbers: from the environment's SEED, else from a fixed one. Prints which. */
static inline void random_start(void)
{
    const char *seed = getenv("SEED");
    random_state = seed != NULL ? strtoull(seed, NULL, 0) : 20000101;
    print_message("SEED=%llu\n", (unsigned long long)random_state);
}

/** The next of a repeatable sequence (splitmix64). */
static inline uint64_t random_next(void)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/** A number from 0 to limit - 1. */
static inline uint64_t random_below(uint64_t limit)
{
    return random_next() % limit;
}

#endif
