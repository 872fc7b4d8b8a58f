/* SPDX-License-Identifier: MIT */
// proves: Formatted text equals libc's for every combination of flag, width, precision, length and conversion.
// sources: kernel/lib/format.c
// flags: -Wno-format-nonliteral -Wno-format-security -Wno-format-overflow -Wno-format-truncation
#include <limits.h>
#include <string.h>

#include "kernel/lib/format.h"
#include "testing.h"

static const char *const flags[] = {"", "-", "0", "+", "-0", "-+", "0+", "+-0", "00--"};
static const char *const widths[] = {"", "1", "2", "7", "21", "40"};
static const char *const precisions[] = {"", ".", ".0", ".1", ".5", ".22"};
static const char *const lengths[] = {"", "hh", "h", "l", "ll", "z", "j", "t"};
static const uint64_t values[] = {
    0,           1,
    9,           10,
    15,          16,
    99,          127,
    128,         255,
    256,         32767,
    32768,       65535,
    65536,       0x7fffffff,
    0x80000000,  0xffffffff,
    0x100000000, 0x0123456789abcdef,
    INT64_MAX,   (uint64_t)INT64_MAX + 1,
    UINT64_MAX,
};

static void same(const char *format, const char *expected, int expected_length, const char *actual, int actual_length)
{
    if (strcmp(expected, actual) != 0 || expected_length != actual_length) {
        fail_msg("format \"%s\": expected \"%s\" (%d), got \"%s\" (%d)", format, expected, expected_length, actual,
                 actual_length);
    }
}

#define CHECK(format, ...)                                                     \
    do {                                                                       \
        char expected_[256], actual_[256];                                     \
        int e_ = snprintf(expected_, sizeof(expected_), format, __VA_ARGS__);  \
        int a_ = string_format(actual_, sizeof(actual_), format, __VA_ARGS__); \
        same(format, expected_, e_, actual_, a_);                              \
    } while (0)

static void check_integer(const char *format, const char *length, uint64_t value)
{
    if (length[0] == 0 || length[0] == 'h') {
        CHECK(format, (int)value);
    } else {
        CHECK(format, (long)value);
    }
}

static void integers_equal_libc(void **state)
{
    (void)state;
    for (size_t f = 0; f < ARRAY_SIZE(flags); f++) {
        for (size_t w = 0; w < ARRAY_SIZE(widths); w++) {
            for (size_t p = 0; p < ARRAY_SIZE(precisions); p++) {
                for (size_t l = 0; l < ARRAY_SIZE(lengths); l++) {
                    for (const char *letter = "diuxX"; *letter != 0; letter++) {
                        char format[32];
                        snprintf(format, sizeof(format), "<%%%s%s%s%s%c>", flags[f], widths[w], precisions[p], lengths[l],
                                 *letter);
                        for (size_t v = 0; v < ARRAY_SIZE(values); v++) {
                            check_integer(format, lengths[l], values[v]);
                        }
                    }
                }
            }
        }
    }
}

static void random_integers_equal_libc(void **state)
{
    (void)state;
    for (int round = 0; round < 100000; round++) {
        const char *length = lengths[random_below(ARRAY_SIZE(lengths))];
        char format[64];
        snprintf(format, sizeof(format), "%%%s%llu.%llu%s%c", flags[random_below(ARRAY_SIZE(flags))],
                 (unsigned long long)random_below(60), (unsigned long long)random_below(60), length, "diuxX"[random_below(5)]);
        check_integer(format, length, random_next() >> random_below(64));
    }
}

static void counts_from_arguments_equal_libc(void **state)
{
    (void)state;
    for (int width = -12; width <= 12; width++) {
        for (int precision = -3; precision <= 12; precision++) {
            CHECK("<%*.*d>", width, precision, -4711);
            CHECK("<%0*d>", width, 4711);
            CHECK("<%*.*s>", width, precision, "postern");
            CHECK("<%-*c>", width, 'x');
        }
    }
}

static void texts_equal_libc(void **state)
{
    (void)state;
    static const char *const left[] = {"", "-"};
    for (size_t f = 0; f < ARRAY_SIZE(left); f++) {
        for (size_t w = 0; w < ARRAY_SIZE(widths); w++) {
            char format[32];
            snprintf(format, sizeof(format), "<%%%s%sc>", left[f], widths[w]);
            CHECK(format, 'x');
            for (size_t p = 0; p < ARRAY_SIZE(precisions); p++) {
                snprintf(format, sizeof(format), "<%%%s%s%ss>", left[f], widths[w], precisions[p]);
                CHECK(format, "");
                CHECK(format, "postern");
                CHECK(format, "a longer text, longer than any of the widths");
            }
        }
    }
    CHECK("%d%% of %s", 100, "it");
}

static void a_string_is_not_read_beyond_its_precision(void **state)
{
    (void)state;
    char *text = malloc(3); /* no terminating zero: AddressSanitizer sees a byte too many */
    memcpy(text, "abc", 3);
    char actual[16];
    assert_int_equal(string_format(actual, sizeof(actual), "%.3s", text), 3);
    assert_string_equal(actual, "abc");
    free(text);
}

/* What C leaves undefined or to the implementation, and what is ours. */
static void own_rules(void **state)
{
    (void)state;
    static const struct {
        const char *format, *expected;
    } cases[] = {
        {"%q", "%q"}, {"%", "%"}, {"a%", "a%"}, {"%5", "%5"}, {"%-08.3lk", "%-08.3lk"}, {"%n", "%n"}, {"%f", "%f"}, {"%%", "%"},
    };
    char actual[64];
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        string_format(actual, sizeof(actual), cases[i].format, 1, 2);
        assert_string_equal(actual, cases[i].expected);
    }
    string_format(actual, sizeof(actual), "%p %p %20p", NULL, (void *)0xffffffff80200000, (void *)0x1f);
    assert_string_equal(actual, "0x0 0xffffffff80200000                 0x1f");
    const char *volatile nothing = NULL;
    string_format(actual, sizeof(actual), "%s %.2s", nothing, nothing);
    assert_string_equal(actual, "(null) (n");
}

static void a_width_cannot_overflow(void **state)
{
    (void)state;
    assert_int_equal(string_format(NULL, 0, "%99999999999999999999d", 1), 9999);
    assert_int_equal(string_format(NULL, 0, "%*d", INT_MIN, 1), 9999);
    assert_int_equal(string_format(NULL, 0, "%.99999999999999999999d", 1), 9999);
}

static void a_buffer_is_never_overrun(void **state)
{
    (void)state;
    for (size_t size = 0; size < 20; size++) {
        char *actual = malloc(size + 1);
        char expected[32];
        int e = snprintf(expected, size, "%s/%d", "postern", -123);
        assert_int_equal(string_format(actual, size, "%s/%d", "postern", -123), e);
        if (size > 0) {
            assert_string_equal(actual, expected);
        }
        free(actual);
    }
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_equal_libc),
        cmocka_unit_test(random_integers_equal_libc),
        cmocka_unit_test(counts_from_arguments_equal_libc),
        cmocka_unit_test(texts_equal_libc),
        cmocka_unit_test(a_string_is_not_read_beyond_its_precision),
        cmocka_unit_test(own_rules),
        cmocka_unit_test(a_width_cannot_overflow),
        cmocka_unit_test(a_buffer_is_never_overrun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
