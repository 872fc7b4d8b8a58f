/* SPDX-License-Identifier: MIT */
/*
 * A program that computes, in SSE's registers and in those of x87. Its argument says what.
 */
#include "user/libc/calls.h"

#define TERMS 40000
#define EXTENDED_IMAGE_WORDS 64 /* what FXSAVE writes: 512 bytes; the last twelve words are not used */

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

static void say_hexadecimal(const char *name, uint64_t value)
{
    char text[17] = "";
    unsigned digits = 1;
    while (digits < 16 && value >> 4 * digits != 0) {
        digits++;
    }
    for (unsigned i = 0; i < digits; i++) {
        text[i] = "0123456789abcdef"[value >> 4 * (digits - 1 - i) & 15];
    }
    say(name);
    say(text);
}

/* Nine digits, which is as many as fit into one line of a proof by eye. */
static void say_decimal(const char *name, double value)
{
    char text[12] = {(char)('0' + (int)value), '.'};
    for (unsigned i = 2; i < 11; i++) {
        value = (value - (int)value) * 10;
        text[i] = (char)('0' + (int)value);
    }
    say(name);
    say(text);
    say("\n");
}

// [terms]
/* Lets another program run. The compiler does not know that anything happens here: sums and counters stay in their registers. */
#define YIELD __asm__ volatile("int3")

/* Leibniz: pi/4 = 1 - 1/3 + 1/5 - … */
static double pi(void)
{
    double sum = 0, sign = 4;
    for (double n = 1; n < 2 * TERMS; n += 2, sign = -sign) {
        sum += sign / n;
        YIELD;
    }
    return sum;
}

/* Euler: pi^2/6 = 1 + 1/4 + 1/9 + … */
static double basel(void)
{
    double sum = 0;
    for (double n = 1; n <= TERMS; n++) {
        sum += 1 / (n * n);
        YIELD;
    }
    return sum;
}

/* Mercator: ln 2 = 1 - 1/2 + 1/3 - … In x87's registers, which is where C keeps a long double. */
static double logarithm(void)
{
    long double sum = 0, sign = 1;
    for (long double n = 1; n <= TERMS; n++, sign = -sign) {
        sum += sign / n;
        YIELD;
    }
    return (double)sum;
}
// [/terms]

// [fresh]
static void fresh(void)
{
    uint64_t image[EXTENDED_IMAGE_WORDS] __attribute__((aligned(16))) = {0};
    __asm__ volatile("fxsave64 %0" : "=m"(image));
    uint64_t together = 0;
    for (unsigned i = 4; i < EXTENDED_IMAGE_WORDS - 12; i++) {
        together |= image[i];
    }
    say_hexadecimal("    x87 control ", image[0] & 0xffff);
    say_hexadecimal(", MXCSR ", image[3] & 0xffffffff);
    say_hexadecimal(", registers or-ed together ", together);
    say("\n");
}
// [/fresh]

// [errors]
/* Divides by zero after telling x87 to say so. It says so at its next instruction, which comes after another program has run. */
static void x87_error(void)
{
    uint16_t control = 0x37f & ~(1U << 2);
    __asm__ volatile("fldcw %0; fld1; fldz; fdivrp" : : "m"(control));
    YIELD;
    __asm__ volatile("fwait");
    say("    no error\n");
}

static void x87_innocent(void)
{
    __asm__ volatile("fld1; fwait; fstp %st");
    say("    another program uses x87\n");
}
// [/errors]

__attribute__((section(".text.start"))) void _start(uint64_t role);
void _start(uint64_t role)
{
    switch (role) {
    case 0: fresh(); break;
    case 1: say_decimal("    pi        ", pi()); break;
    case 2: say_decimal("    pi^2 / 6  ", basel()); break;
    case 3: say_decimal("    ln 2      ", logarithm()); break;
    case 4: x87_error(); break;
    case 5: x87_innocent(); break;
    }
    exit(0);
}
