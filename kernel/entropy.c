/* SPDX-License-Identifier: MIT */
/*
 * Boot step 72: seeds the kernel's random numbers. `seed=` on the command line makes a run repeatable: the text behind it is the seed,
 * whatever it is, and all numbers follow from it.
 */
#include "kernel/entropy.h"

#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/machine.h"
#include "kernel/print.h"

static struct random generator;

struct random *kernel_random(void)
{
    return &generator;
}

static void entropy_init(void)
{
    char seed[RANDOM_SEED_SIZE] = {0};
    const char *origin = "the command line";
    if (!boot_option(&boot_info, "seed", seed, sizeof(seed))) {
        origin = machine_entropy(seed, sizeof(seed)) ? "the processor's source" : "the time, which can be guessed";
    }
    random_start(&generator, seed);
    print("random numbers: from %s\n", origin);
}
BOOT_STEP(72, entropy_init);
