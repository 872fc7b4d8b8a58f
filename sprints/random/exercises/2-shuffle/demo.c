/* SPDX-License-Identifier: MIT */
/* Shuffles three values often, 52 values once, and nothing at all. */
#include "kernel/lib/random.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    static const uint8_t seed[RANDOM_SEED_SIZE] = {2};
    struct random random;
    unsigned counts[9] = {0}, orders = 0, lowest = 60000, highest = 0, cards[52], sum[52] = {0};
    random_start(&random, seed);
    for (unsigned round = 0; round < 60000; round++) {
        unsigned values[3] = {0, 1, 2};
        random_shuffle(&random, values, 3);
        counts[values[0] * 3 + values[1]]++;
    }
    for (unsigned i = 0; i < ARRAY_SIZE(counts); i++) {
        if (counts[i] > 0) {
            orders++;
            lowest = counts[i] < lowest ? counts[i] : lowest;
            highest = counts[i] > highest ? counts[i] : highest;
        }
    }
    bool even = orders == 6 && lowest >= 9700 && highest <= 10300;
    print("%s orders, each between %u and %u times\n", orders == 6 ? "six" : "not six", even ? 9700 : lowest, even ? 10300 : highest);
    for (unsigned i = 0; i < ARRAY_SIZE(cards); i++) {
        cards[i] = i;
    }
    random_shuffle(&random, cards, ARRAY_SIZE(cards));
    bool whole = true;
    for (unsigned i = 0; i < ARRAY_SIZE(cards); i++) {
        whole = whole && cards[i] < ARRAY_SIZE(cards) && sum[cards[i]]++ == 0;
    }
    print("52 values: %s\n", whole ? "none lost, none twice" : "not what they were");
    unsigned one[2] = {7, 8};
    random_shuffle(&random, one, 0);
    random_shuffle(&random, one, 1);
    print("nothing and one: %s\n", one[0] == 7 && one[1] == 8 ? "untouched" : "changed");
    checkpoint_done();
}
