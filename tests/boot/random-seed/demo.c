/* SPDX-License-Identifier: MIT */
/* Compares the kernel's numbers with those of a generator that was started with the same text. */
#include "kernel/entropy.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    static const char seed[RANDOM_SEED_SIZE] = "postern";
    struct random same;
    unsigned right = 0, wrong = 0;
    random_start(&same, seed);
    for (unsigned i = 0; i < 1000; i++) {
        if (random_next(&same) == random_next(kernel_random())) {
            right++;
        } else {
            wrong++;
        }
    }
    print("%u numbers as they follow from the seed, %u otherwise\n", right, wrong);
    checkpoint_done();
}
