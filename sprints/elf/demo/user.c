/* SPDX-License-Identifier: MIT */
/*
 * A program that says something, and then hands the kernel every bad pointer that it can think of.
 */
#include "user/libc/calls.h"

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

static void say_number(int64_t number)
{
    char digits[2] = {(char)('0' + (number < 0 ? -number : number)), 0};
    say(number < 0 ? "-" : "");
    say(digits);
}

static void attempt(const char *what, uint64_t address, uint64_t length)
{
    int64_t result = debug_write((const void *)address, length);
    say(what);
    say(": ");
    say_number(result);
    say("\n");
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    say("Hello from ring 3.\n");
    attempt("null", 0, 8);
    attempt("the kernel", 0xffffffff80200000, 8);
    attempt("physical memory", 0xffff800000000000, 8);
    attempt("not canonical", 0x800000000000, 8);
    attempt("end of the user's half", 0x7fffffffeffc, 8);
    attempt("wraps around", 0xfffffffffffffffc, 8);
    attempt("unmapped", 0x600000, 8);
    attempt("half mapped", 0x700000 - 4, 8);
    attempt("too long", 0x400000, 257);
    attempt("longer than everything", 0x400000, UINT64_MAX);
    attempt("nothing, from nowhere", 0xdead, 0);
    say("escape \033[31m is not passed on\n");
    exit(0);
}
