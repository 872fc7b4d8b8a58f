/* SPDX-License-Identifier: MIT */
/*
 * A program in C: calls that exist, and calls that do not.
 */
#include "results.h"
#include "user/libc/calls.h"

/* The first variable lies at the beginning of the program's data, where the demonstration finds it. */
struct results results;

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    static const uint64_t unknown[] = UNKNOWN_NUMBERS;

    results.null_result = null();
    results.process = getpid();
    results.ticks_first = clock_ticks();
    while (clock_ticks() < results.ticks_first + 3) {
    }
    results.ticks_later = clock_ticks();
    for (unsigned i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        results.unknown[i] = system_call0(unknown[i]);
    }
    for (uint64_t number = 0; number < 22; number++, results.tried++) {
        results.refused += system_call0(number) == -ENOSYS;
    }
    for (unsigned shift = 6; shift < 64; shift++, results.tried++) {
        results.refused += system_call0(UINT64_C(1) << shift | 22) == -ENOSYS;
    }
    exit(0x1234567890);
}
