/* SPDX-License-Identifier: MIT */
/*
 * Shows a generator at work whose seed everybody knows, since the numbers of the kernel's own are nobody's business.
 */
#include "kernel/entropy.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define ROLLS 30000

// [thirds]
/* Of three equal parts of all numbers below limit, how many of ROLLS numbers fall into each? */
static void thirds(const char *what, struct random *random, bool fair)
{
    uint64_t limit = UINT64_C(3) << 62;
    unsigned counts[3] = {0};
    for (unsigned i = 0; i < ROLLS; i++) {
        uint64_t number = fair ? random_below(random, limit) : random_next(random) % limit;
        counts[number / (limit / 3)]++;
    }
    print("%s: %u, %u, %u\n", what, counts[0], counts[1], counts[2]);
}
// [/thirds]

void demo(void)
{
    static const uint8_t zeros[RANDOM_SEED_SIZE];
    struct random random;

    print("a seed of zeros:");
    random_start(&random, zeros);
    for (unsigned i = 0; i < 2 * RANDOM_NUMBERS; i++) {
        print("%s %016lx", i % RANDOM_NUMBERS == 0 ? "\n " : "", random_next(&random));
    }
    print("\nits numbers now:\n ");
    for (unsigned i = 0; i < RANDOM_NUMBERS; i++) {
        print(" %lx", random.numbers[i]);
    }
    print("\n");
    thirds("remainders", &random, false);
    thirds("even shares", &random, true);

    uint64_t first = random_next(kernel_random()), second = random_next(kernel_random());
    print("two numbers of the kernel's own: %s\n", first != second ? "different, and not shown" : "the same");
    checkpoint_done();
}
