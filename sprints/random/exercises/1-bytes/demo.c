/* SPDX-License-Identifier: MIT */
/* Fills pieces of each size and compares with the numbers of a second generator. */
#include "kernel/lib/random.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    static const uint8_t seed[RANDOM_SEED_SIZE] = {1};
    bool right = true, untouched = true, taken = true;
    for (size_t size = 0; size <= 40; size++) {
        struct random random, same;
        uint8_t bytes[64], expected[48];
        random_start(&random, seed);
        random_start(&same, seed);
        for (size_t at = 0; at < size; at += 8) {
            uint64_t number = random_next(&same);
            memcpy(expected + at, &number, 8);
        }
        memset(bytes, 0xee, sizeof(bytes));
        random_bytes(&random, bytes + 3, size);
        right = right && memcmp(bytes + 3, expected, size) == 0;
        untouched = untouched && bytes[2] == 0xee && bytes[3 + size] == 0xee && bytes[10 + size] == 0xee;
        taken = taken && random_next(&random) == random_next(&same);
    }
    print("each size from 0 to 40: %s\n", right ? "right" : "wrong");
    print("bytes behind the end: %s\n", untouched ? "untouched" : "changed");
    print("numbers taken: %s\n", taken ? "as many as needed" : "too many or too few");
    checkpoint_done();
}
