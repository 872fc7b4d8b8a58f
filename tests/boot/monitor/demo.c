/* SPDX-License-Identifier: MIT */
/*
 * Shows whether somebody outside changed the argument of a function.
 */
#include "kernel/start.h"

__attribute__((noinline)) static void report(unsigned long word)
{
    console_write(word == 0x5eed ? "the word is changed\n" : "the word is as it was\n");
}

void demo(void)
{
    volatile unsigned long word = 0;
    report(word);
}
