/* SPDX-License-Identifier: MIT */
/*
 * What the program leaves in its memory for the demonstration to read.
 */
#ifndef DEMO_RESULTS_H
#define DEMO_RESULTS_H

#include <stdint.h>

struct results {
    int64_t null_result;
    int64_t process;
    int64_t ticks_first, ticks_later;
    int64_t unknown[8];
    uint64_t tried, refused;
};

/* Numbers that no call has: in a hole, at the table's edge, and with bits set where nobody may look away. */
#define UNKNOWN_NUMBERS                                                                                              \
    {                                                                                                                \
        0, 21, 63, 64, UINT64_C(0x80000000), UINT64_C(0x100000016), UINT64_C(0x8000000000000016), UINT64_C(0xffffffffffffffff) \
    }

#endif
