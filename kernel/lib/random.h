/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Numbers that nobody can guess who does not know the seed. For the kernel, for ring 3 and for the host.
 */
#ifndef KERNEL_LIB_RANDOM_H
#define KERNEL_LIB_RANDOM_H

#include "kernel/types.h"

/** @defgroup random Random numbers
 *  @brief A generator that is as unpredictable as its seed, and the same for the same seed.
 *
 * Source: RFC 8439, section 2.3, for the block function (ChaCha with 20 rounds).
 *
 * What it promises: who sees any number of its results, and does not know the seed, can tell neither an earlier nor a later one
 * with less work than breaking ChaCha20 or trying all seeds. Who sees its state can tell what will come, and not what was. It
 * does not make a seed better than it is, it does not gather new seeds by itself, and two users must not share one at once.
 *  @{ */

/** Bytes of a seed. */
#define RANDOM_SEED_SIZE 32
/** Numbers that one block gives; the rest of the block is the next key. */
#define RANDOM_NUMBERS 4

/** A generator. Nothing in it is for others. */
struct random {
    uint32_t key[RANDOM_SEED_SIZE / sizeof(uint32_t)]; /**< What the next block is made of. */
    uint64_t numbers[RANDOM_NUMBERS];                  /**< Not given out yet: the first so many. Those given out are zero. */
    unsigned left;                                     /**< How many. */
};

/**
 * Starts a generator.
 *
 * @param random the generator
 * @param seed   RANDOM_SEED_SIZE bytes; all of them count
 */
void random_start(struct random *random, const void *seed);

/** The next number, any of 2^64. */
uint64_t random_next(struct random *random);

/** A number from 0 to limit - 1, each as likely as any other. limit is not 0. */
uint64_t random_below(struct random *random, uint64_t limit);

/** @} */

#endif
