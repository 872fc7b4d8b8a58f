/* SPDX-License-Identifier: MIT */
// proves: An option is found on the command line whole or not at all, and the last one counts.
// sources: kernel/boot_info.c
#include <string.h>

#include "kernel/boot_info.h"
#include "testing.h"

static const struct {
    const char *line, *name;
    bool found;
    const char *value;
} cases[] = {
    {"", "a", false, ""},
    {"a", "a", true, ""},
    {"a=", "a", true, ""},
    {"a=1", "a", true, "1"},
    {"  a=1  ", "a", true, "1"},
    {"ab=1", "a", false, ""},
    {"a=1", "ab", false, ""},
    {"ba=1", "a", false, ""},
    {"x a=1 y", "a", true, "1"},
    {"a=1 a=2", "a", true, "2"},
    {"a=2 a", "a", true, ""},
    {"a=b=c", "a", true, "b=c"},
    {"log=debug ticks=10", "ticks", true, "10"},
    {"log=debug ticks=10", "log", true, "debug"},
    {"a=a=1", "a=a", true, "1"},
    {"=1", "a", false, ""},
};

static void finds_whole_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct boot_info info = {0};
        strcpy(info.command_line, cases[i].line);
        char value[32] = "";
        if (boot_option(&info, cases[i].name, value, sizeof(value)) != cases[i].found || strcmp(value, cases[i].value) != 0) {
            fail_msg("\"%s\" in \"%s\" gave \"%s\"", cases[i].name, cases[i].line, value);
        }
        assert_int_equal(boot_option(&info, cases[i].name, NULL, 0), cases[i].found);
    }
}

static void cuts_the_value(void **state)
{
    (void)state;
    struct boot_info info = {.command_line = "name=abcdef"};
    for (size_t size = 1; size < 9; size++) {
        char *value = malloc(size);
        assert_true(boot_option(&info, "name", value, size));
        assert_int_equal(strlen(value), size - 1 < 6 ? size - 1 : 6);
        assert_memory_equal(value, "abcdef", strlen(value));
        free(value);
    }
}

static void reads_a_full_line(void **state)
{
    (void)state;
    struct boot_info info = {0};
    memset(info.command_line, 'x', BOOT_COMMAND_LINE_MAX - 1);
    info.command_line[BOOT_COMMAND_LINE_MAX - 5] = ' ';
    char value[4];
    assert_true(boot_option(&info, "xxx", value, sizeof(value)));
    assert_false(boot_option(&info, "xxxx", value, sizeof(value)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_whole_words), cmocka_unit_test(cuts_the_value),
                                       cmocka_unit_test(reads_a_full_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
