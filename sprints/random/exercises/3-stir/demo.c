/* SPDX-License-Identifier: MIT */
/* Stirs generators with bytes that differ or do not, and compares what they give next. */
#include "kernel/lib/random.h"
#include "kernel/print.h"
#include "kernel/start.h"

static uint8_t bytes[100];

/* The next number of a generator whose seed begins with a byte, that has given a number already, and was stirred so often. */
static uint64_t stirred(uint8_t seed_byte, size_t size, unsigned times)
{
    uint8_t seed[RANDOM_SEED_SIZE] = {seed_byte};
    struct random random;
    random_start(&random, seed);
    (void)random_next(&random);
    for (unsigned i = 0; i < times; i++) {
        random_stir(&random, bytes, size);
    }
    return random_next(&random);
}

static void say(const char *what, bool same)
{
    print("%s: %s\n", what, same ? "the same numbers" : "different numbers");
}

void demo(void)
{
    say("the same bytes, the same state", stirred(1, sizeof(bytes), 1) == stirred(1, sizeof(bytes), 1));
    uint64_t before = stirred(1, sizeof(bytes), 1);
    bool same = before == stirred(1, sizeof(bytes), 0);
    for (unsigned bit = 0; bit < 8 * sizeof(bytes); bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        same |= before == stirred(1, sizeof(bytes), 1);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    print("one bit of 100 bytes: %s, at once\n", same ? "the same numbers" : "different numbers");
    say("the same bytes, another state", stirred(1, 32, 1) == stirred(2, 32, 1));
    bytes[0] = 9;
    say("the same 32 bytes twice", stirred(1, 32, 2) == stirred(1, 32, 0) || stirred(1, 32, 2) == stirred(1, 32, 1));
    checkpoint_done();
}
