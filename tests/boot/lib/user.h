/* SPDX-License-Identifier: MIT */
/* A program's side of a test: it says what went wrong, counts, and draws numbers. For flat programs, from the sprint on that has handles. */
#ifndef TESTS_BOOT_LIB_USER_H
#define TESTS_BOOT_LIB_USER_H

#include <stdbool.h>

#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

/* The process itself, where the kernel's side has endowed it. */
#define SELF HANDLE_FIRST

static inline void say(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    debug_write(text, length);
}

static inline void say_number(int64_t number)
{
    char digits[24];
    unsigned at = sizeof(digits) - 1;
    uint64_t rest = (uint64_t)(number < 0 ? -number : number);
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    say(number < 0 ? "-" : "");
    say(&digits[at]);
}

/* Says what is wrong, and ends the program. */
static inline void fail(const char *what, uint64_t number)
{
    say("WRONG: ");
    say(what);
    say(" ");
    say_number((int64_t)number);
    say("\n");
    exit(1);
}

/* A call's result that must not be an error. */
static inline uint64_t need(int64_t result, const char *what)
{
    if (result < 0) {
        fail(what, (uint64_t)-result);
    }
    return (uint64_t)result;
}

/* Does a handle name nothing? */
static inline bool gone(uint64_t handle)
{
    struct cap_info info;
    return cap_inspect(handle, &info, sizeof(info)) == -EHANDLE;
}

/* SplitMix64: the same numbers each time, unless the program sets another state. */
static uint64_t random_state;

static inline uint64_t random_next(void)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

#endif
