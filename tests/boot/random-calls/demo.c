/* SPDX-License-Identifier: MIT */
/*
 * A canary that starts processes, one after the other, in which random calls are made. Options: seed=N, and calls=N for more or fewer than a million.
 */
#include "tests/boot/lib/flat_account.h"

static uint64_t number_option(const char *name, uint64_t otherwise)
{
    char value[12];
    uint64_t number = 0;
    if (!boot_option(&boot_info, name, value, sizeof(value))) {
        return otherwise;
    }
    for (const char *digit = value; *digit >= '0' && *digit <= '9'; digit++) {
        number = number * 10 + (uint64_t)(*digit - '0');
    }
    return number;
}

void demo(void)
{
    uint64_t seed = number_option("seed", 20000101), calls = number_option("calls", 1000000);
    print("seed %lu, %lu calls\n", seed, calls);
    /* The canary must know how much of itself to hand on. */
    uint64_t pages = (boot_info.modules[0].end - boot_info.modules[0].start + PAGE_SIZE - 1) / PAGE_SIZE;
    program_start(pages << 52 | calls / 1000 << 32 | (seed & 0xffffffff));
    program_endow(400);
    program_account();
}
