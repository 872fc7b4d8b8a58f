/* SPDX-License-Identifier: MIT */
// proves: Random numbers are ChaCha20's, the same for the same seed, evenly spread, and gone from the generator once given out.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/lib/random.c"

/* RFC 8439, section 2.3.2. */
static void the_block_function_is_that_of_the_rfc(void **state)
{
    (void)state;
    static const uint32_t expected[16] = {0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033,
                                          0x9aaa2204, 0x4e6cd4c3, 0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9,
                                          0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2};
    static const uint32_t position[4] = {1, 0x09000000, 0x4a000000, 0};
    uint8_t key[32];
    uint32_t words[8], block[16];
    for (unsigned i = 0; i < sizeof(key); i++) {
        key[i] = (uint8_t)i;
    }
    memcpy(words, key, sizeof(words));
    chacha_block(words, position, block);
    assert_memory_equal(block, expected, sizeof(block));
}

static void the_first_block_is_that_of_the_key(void **state)
{
    (void)state;
    /* RFC 8439, appendix A.1, test vector 1: key, nonce and counter of zeros; the second half of its block. */
    static const uint8_t zeros[RANDOM_SEED_SIZE];
    static const uint8_t half[32] = {0xda, 0x41, 0x59, 0x7c, 0x51, 0x57, 0x48, 0x8d, 0x77, 0x24, 0xe0,
                                     0x3f, 0xb8, 0xd8, 0x4a, 0x37, 0x6a, 0x43, 0xb8, 0xf4, 0x15, 0x18,
                                     0xa1, 0x1c, 0xc3, 0x87, 0xb6, 0x69, 0xb2, 0xee, 0x65, 0x86};
    uint64_t numbers[RANDOM_NUMBERS];
    struct random random;
    random_start(&random, zeros);
    for (unsigned i = RANDOM_NUMBERS; i-- > 0;) {
        numbers[i] = random_next(&random);
    }
    assert_memory_equal(numbers, half, sizeof(half));
}

static void a_seed_decides_every_number(void **state)
{
    (void)state;
    uint8_t seed[RANDOM_SEED_SIZE] = {1, 2, 3};
    struct random left, right;
    random_start(&left, seed);
    random_start(&right, seed);
    for (unsigned i = 0; i < 1000; i++) {
        assert_int_equal(random_next(&left), random_next(&right));
    }
    /* Each bit of the seed counts: the first numbers differ, in about half of their bits. */
    for (unsigned bit = 0; bit < 8 * sizeof(seed); bit++) {
        random_start(&left, seed);
        seed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        random_start(&right, seed);
        unsigned differ = 0;
        for (unsigned i = 0; i < 4; i++) {
            differ += (unsigned)__builtin_popcountll(random_next(&left) ^ random_next(&right));
        }
        assert_in_range(differ, 80, 176);
    }
}

static void what_was_given_out_is_not_kept(void **state)
{
    (void)state;
    static const uint8_t seed[RANDOM_SEED_SIZE] = {7};
    struct random random;
    random_start(&random, seed);
    for (unsigned i = 0; i < 100; i++) {
        uint32_t key[8];
        memcpy(key, random.key, sizeof(key));
        unsigned left = random.left;
        uint64_t number = random_next(&random);
        for (size_t at = 0; at + 8 <= sizeof(random); at++) {
            assert_memory_not_equal((const uint8_t *)&random + at, &number, 8);
            if (left == 0) {
                assert_memory_not_equal((const uint8_t *)&random + at, key, 8);
            }
        }
    }
}

static void numbers_below_a_limit_are_evenly_spread(void **state)
{
    (void)state;
    static const uint8_t seed[RANDOM_SEED_SIZE] = {9};
    struct random random, same;
    unsigned counts[7] = {0};
    random_start(&random, seed);
    for (unsigned i = 0; i < 70000; i++) {
        counts[random_below(&random, 7)]++;
    }
    for (unsigned i = 0; i < 7; i++) {
        assert_in_range(counts[i], 9600, 10400); /* four standard deviations are 370 */
    }
    assert_int_equal(random_below(&random, 1), 0);

    /* Of 2^64 numbers, a limit of 3 * 2^62 wastes a quarter; without that, the lower third would come twice as often. */
    uint64_t limit = UINT64_C(3) << 62;
    unsigned lower = 0;
    for (unsigned i = 0; i < 30000; i++) {
        uint64_t number = random_below(&random, limit);
        assert_true(number < limit);
        lower += number < limit / 3;
    }
    assert_in_range(lower, 9600, 10400);

    /* A power of two wastes nothing. */
    same = random;
    for (unsigned i = 0; i < 100; i++) {
        assert_int_equal(random_below(&random, UINT64_C(1) << 35), random_next(&same) % (UINT64_C(1) << 35));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_block_function_is_that_of_the_rfc),
        cmocka_unit_test(the_first_block_is_that_of_the_key),
        cmocka_unit_test(a_seed_decides_every_number),
        cmocka_unit_test(what_was_given_out_is_not_kept),
        cmocka_unit_test(numbers_below_a_limit_are_evenly_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
