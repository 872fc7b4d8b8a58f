/* SPDX-License-Identifier: MIT */
/*
 * A program that looks at what it was given: where it lies, what it was told, and what it may do with its own memory.
 */
#include "kernel/abi/auxiliary.h"
#include <stdbool.h>

#include "user/libc/calls.h"

int main(int count, char **arguments, char **environment);

static uint64_t text_length(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    return length;
}

static void say(const char *text)
{
    debug_write(text, text_length(text));
}

static void say_number(uint64_t number)
{
    char digits[17];
    unsigned at = sizeof(digits) - 1;
    digits[at] = 0;
    do {
        digits[--at] = "0123456789abcdef"[number % 16];
        number /= 16;
    } while (number != 0);
    say("0x");
    say(digits + at);
}

static int with_value = 42;
static const char *const addresses[] = {"relocated", "addresses"};
static char zeros[5000];

static void say_fact(const char *name, uint64_t value)
{
    say("  ");
    say(name);
    say(" ");
    say_number(value);
    say("\n");
}

static bool all_zero(void)
{
    for (unsigned i = 0; i < sizeof(zeros); i++) {
        if (zeros[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool same(const char *left, const char *right)
{
    while (*left != 0 && *left == *right) {
        left++;
        right++;
    }
    return *left == *right;
}

static const struct {
    uint64_t type;
    const char *name;
    bool place;
} known[] = {
    {AT_PHDR, "program headers at", true},
    {AT_PHNUM, "their number", false},
    {AT_ENTRY, "first instruction", true},
    {AT_PAGESZ, "bytes of a page", false},
};

// [told]
static void say_places(char **arguments, const struct auxiliary *pair, bool show)
{
    for (; pair->type != AT_NULL; pair++) {
        for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
            if (known[i].type == pair->type && (show || !known[i].place)) {
                say_fact(known[i].name, pair->value);
            }
        }
    }
    if (show) {
        say_fact("stack near", (uint64_t)arguments & ~(uint64_t)0xfff);
    }
}
// [/told]

static const char *volatile const *const words = addresses;

int main(int count, char **arguments, char **environment)
{
    for (int i = 0; i < count; i++) {
        say(i == 0 ? "I am " : " ");
        say(arguments[i]);
    }
    say("\n");
    for (; *environment != 0; environment++) {
        say("  environment ");
        say(*environment);
        say("\n");
    }
    say_places(arguments, (const struct auxiliary *)(environment + 1), same(arguments[count - 1], "show"));
    say("  ");
    say(words[0]);
    say(" ");
    say(words[1]);
    say(all_zero() ? ", zeros are zero\n" : ", zeros are not zero\n");
    zeros[0]++;
    return with_value;
}
