/* SPDX-License-Identifier: MIT */
// proves: The C library's strings, numbers and sorting give what this machine's C library gives.
// sources: kernel/lib/format.c
#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "testing.h"

/* The library's functions under other names, beside those of this machine. */
#define memchr own_memchr
#define strcmp own_strcmp
#define strnlen own_strnlen
#define strcpy own_strcpy
#define strcat own_strcat
#define strchr own_strchr
#define strrchr own_strrchr
#define strstr own_strstr
#define strdup own_strdup
void *own_memchr(const void *memory, int value, size_t size);
int own_strcmp(const char *left, const char *right);
char *own_strchr(const char *text, int value);
#include "user/libc/string.c"
#undef memchr
#undef strcmp
#undef strnlen
#undef strcpy
#undef strcat
#undef strchr
#undef strrchr
#undef strstr
#undef strdup

#define getenv own_getenv
#define environ own_environ
#define strtol own_strtol
#define strtoul own_strtoul
#define atoi own_atoi
#define abs own_abs
#define qsort own_qsort
#define USER_LIBC_POSTERN_H /* the calls are not this machine's */
static char **own_environ;
long own_strtol(const char *text, char **end, int base);
#include "user/libc/stdlib.c"
#undef getenv
#undef strtol
#undef strtoul
#undef atoi
#undef abs
#undef qsort

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

/* Texts of few letters, so that they often agree. */
static const char *some_text(char *to, size_t size)
{
    size_t length = random_below(size);
    for (size_t i = 0; i < length; i++) {
        to[i] = "ab\200"[random_below(3)];
    }
    to[length] = 0;
    return to;
}

static void strings_agree(void **state)
{
    (void)state;
    random_start();
    for (unsigned round = 0; round < 20000; round++) {
        char left[12], right[6], joined[32], own_joined[32];
        some_text(left, sizeof(left));
        some_text(right, sizeof(right));
        int value = (unsigned char)"ab\200\0"[random_below(4)];
        size_t size = random_below(sizeof(left));
        assert_int_equal(sign(own_strcmp(left, right)), sign(strcmp(left, right)));
        assert_ptr_equal(own_strchr(left, value), strchr(left, value));
        assert_ptr_equal(own_strrchr(left, value), strrchr(left, value));
        assert_ptr_equal(own_strstr(left, right), strstr(left, right));
        assert_int_equal(own_strnlen(left, size), strnlen(left, size));
        assert_ptr_equal(own_memchr(left, value, strlen(left)), memchr(left, value, strlen(left)));
        assert_string_equal(own_strcat(own_strcpy(own_joined, left), right), strcat(strcpy(joined, left), right));
        char *copy = own_strdup(left);
        assert_string_equal(copy, left);
        free(copy);
    }
}

static void numbers_agree(void **state)
{
    (void)state;
    static const char *const fixed[] = {
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "-18446744073709551615", "-18446744073709551616", "0x", "0xg", "-0x1f", "0X1F", " \t\n\v\f\r+7", "+-7", "",
        "-", "08", "zz", "1z", "077", "99999999999999999999999999",
    };
    random_start();
    for (unsigned round = 0; round < 20000; round++) {
        char text[32];
        size_t length = random_below(12);
        for (size_t i = 0; i < length; i++) {
            text[i] = " -+0x1279afzAFZ"[random_below(15)];
        }
        text[length] = 0;
        const char *at = round < sizeof(fixed) / sizeof(fixed[0]) * 37 ? fixed[round / 37] : text;
        int base = (int)(round % 37);
        base = base == 1 ? 0 : base;
        char *end, *own_end;
        long number = strtol(at, &end, base);
        assert_int_equal(own_strtol(at, &own_end, base), number);
        assert_ptr_equal(own_end, end);
        unsigned long natural = strtoul(at, &end, base);
        assert_int_equal(own_strtoul(at, &own_end, base), natural);
        assert_ptr_equal(own_end, end);
        assert_int_equal(own_strtol(at, NULL, base), number);
    }
    assert_int_equal(own_atoi("-42x"), -42);
    assert_int_equal(own_abs(-7) + own_abs(8), 15);
}

static int compare_numbers(const void *left, const void *right)
{
    const int *l = left, *r = right;
    return (*l > *r) - (*l < *r);
}

static void sorting_agrees(void **state)
{
    (void)state;
    random_start();
    for (size_t count = 0; count < 200; count++) {
        int numbers[200], sorted[200];
        for (size_t i = 0; i < count; i++) {
            numbers[i] = sorted[i] = (int)random_below(1 + count * (count % 3)) - 20;
        }
        qsort(sorted, count, sizeof(int), compare_numbers);
        own_qsort(numbers, count, sizeof(int), compare_numbers);
        assert_memory_equal(numbers, sorted, count * sizeof(int));
    }
}

static void the_environment_is_found_by_whole_names(void **state)
{
    (void)state;
    char a[] = "AB=1", b[] = "A=2", c[] = "EMPTY=", d[] = "A=3";
    char *list[] = {a, b, c, d, NULL};
    own_environ = list;
    assert_string_equal(own_getenv("A"), "2");
    assert_string_equal(own_getenv("AB"), "1");
    assert_string_equal(own_getenv("EMPTY"), "");
    assert_null(own_getenv("B"));
    assert_null(own_getenv("EMPT"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_agree),
        cmocka_unit_test(numbers_agree),
        cmocka_unit_test(sorting_agrees),
        cmocka_unit_test(the_environment_is_found_by_whole_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
