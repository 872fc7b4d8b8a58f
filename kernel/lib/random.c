/* SPDX-License-Identifier: MIT */
/*
 * Random numbers from ChaCha20. Each block is used once: its first half becomes the key of the next one and overwrites its own key,
 * its second half is given out and erased as it goes. So no number can be computed back from what is left here.
 */
#include "kernel/lib/random.h"

#include "kernel/lib/string.h"

static uint32_t rotate(uint32_t value, unsigned bits)
{
    return value << bits | value >> (32 - bits);
}

static void quarter_round(uint32_t *x, unsigned a, unsigned b, unsigned c, unsigned d)
{
    x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 16);
    x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 12);
    x[a] += x[b], x[d] = rotate(x[d] ^ x[a], 8);
    x[c] += x[d], x[b] = rotate(x[b] ^ x[c], 7);
}

/** The block function: 16 words from a key, a counter and a nonce. */
static void chacha_block(const uint32_t key[8], const uint32_t position[4], uint32_t block[16])
{
    static const uint32_t constants[4] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}; /* "expand 32-byte k" */
    uint32_t start[16];
    memcpy(start, constants, sizeof(constants));
    memcpy(start + 4, key, 8 * sizeof(*key));
    memcpy(start + 12, position, 4 * sizeof(*position));
    memcpy(block, start, sizeof(start));
    for (unsigned round = 0; round < 20; round += 2) {
        for (unsigned i = 0; i < 4; i++) {
            quarter_round(block, i, 4 + i, 8 + i, 12 + i);
        }
        for (unsigned i = 0; i < 4; i++) {
            quarter_round(block, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
        }
    }
    for (unsigned i = 0; i < 16; i++) {
        block[i] += start[i];
    }
}

void random_start(struct random *random, const void *seed)
{
    memset(random, 0, sizeof(*random));
    memcpy(random->key, seed, sizeof(random->key));
}

uint64_t random_next(struct random *random)
{
    if (random->left == 0) {
        static const uint32_t position[4]; /* each key makes one block, so there is nothing to count */
        uint32_t block[16];
        chacha_block(random->key, position, block);
        memcpy(random->key, block, sizeof(random->key));
        memcpy(random->numbers, block + 8, sizeof(random->numbers));
        random->left = RANDOM_NUMBERS;
    }
    uint64_t number = random->numbers[--random->left];
    random->numbers[random->left] = 0;
    return number;
}

uint64_t random_below(struct random *random, uint64_t limit)
{
    /* Of 2^64 numbers, the first 2^64 mod limit are one too many for an even share. */
    uint64_t surplus = (0 - limit) % limit;
    uint64_t number;
    do {
        number = random_next(random);
    } while (number < surplus);
    return number % limit;
}
