/* SPDX-License-Identifier: MIT */
// proves: The kernel's string functions give what C's give, for every alignment and size, and touch nothing outside.
#include <string.h>

#include "testing.h"

/* The kernel's functions under other names, so that libc's can be asked for the right answer. */
#include "kernel_string.c"
#undef memcpy
#undef memmove
#undef memset
#undef memcmp
#undef strlen
#undef strncmp

enum {
    AREA = 96,
    SIZES = 41,
    OFFSETS = 17
};

static unsigned char expected[AREA], actual[AREA];

static void fill_both(void)
{
    for (size_t i = 0; i < AREA; i++) {
        expected[i] = actual[i] = (unsigned char)random_next();
    }
}

static void copies_like_c(void **state)
{
    (void)state;
    unsigned char source[AREA];
    for (size_t size = 0; size < SIZES; size++) {
        for (size_t to = 0; to < OFFSETS; to++) {
            for (size_t from = 0; from < OFFSETS; from++) {
                fill_both();
                for (size_t i = 0; i < AREA; i++) {
                    source[i] = (unsigned char)random_next();
                }
                memcpy(expected + to, source + from, size);
                assert_ptr_equal(kernel_memcpy(actual + to, source + from, size), actual + to);
                assert_memory_equal(actual, expected, AREA);
            }
        }
    }
}

static void moves_like_c(void **state)
{
    (void)state;
    for (size_t size = 0; size < SIZES; size++) {
        for (size_t to = 0; to < AREA - SIZES; to++) {
            for (size_t from = 0; from < AREA - SIZES; from++) {
                fill_both();
                memmove(expected + to, expected + from, size);
                assert_ptr_equal(kernel_memmove(actual + to, actual + from, size), actual + to);
                assert_memory_equal(actual, expected, AREA);
            }
        }
    }
}

static void fills_like_c(void **state)
{
    (void)state;
    for (size_t size = 0; size < SIZES; size++) {
        for (size_t to = 0; to < OFFSETS; to++) {
            for (int value = -1; value < 257; value += 43) {
                fill_both();
                memset(expected + to, value, size);
                assert_ptr_equal(kernel_memset(actual + to, value, size), actual + to);
                assert_memory_equal(actual, expected, AREA);
            }
        }
    }
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void compares_like_c(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t size = random_below(SIZES);
        char left[SIZES + 1], right[SIZES + 1];
        for (size_t i = 0; i < SIZES; i++) {
            left[i] = (char)random_next();
            right[i] = random_below(30) == 0 ? (char)random_next() : left[i];
        }
        left[SIZES] = right[SIZES] = 0;
        assert_int_equal(sign(kernel_memcmp(left, right, size)), sign(memcmp(left, right, size)));
        assert_int_equal(sign(kernel_strncmp(left, right, size)), sign(strncmp(left, right, size)));
        assert_int_equal(kernel_strlen(left), strlen(left));
    }
}

static void string_copy_cuts(void **state)
{
    (void)state;
    static const char from[] = "postern";
    for (size_t size = 1; size < 12; size++) {
        char to[16];
        memset(to, '#', sizeof(to));
        size_t fits = size - 1 < 7 ? size - 1 : 7;
        assert_int_equal(string_copy(to, size, from), fits);
        assert_memory_equal(to, from, fits);
        assert_int_equal(to[fits], 0);
        assert_int_equal(to[fits + 1], '#');
    }
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_like_c),   cmocka_unit_test(moves_like_c),     cmocka_unit_test(fills_like_c),
        cmocka_unit_test(compares_like_c), cmocka_unit_test(string_copy_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
