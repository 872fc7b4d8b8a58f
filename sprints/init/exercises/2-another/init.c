/* SPDX-License-Identifier: MIT */
/*
 * The program that was not asked for.
 */
#include <stdio.h>

int main(void)
{
    puts("I am init, and nobody asked for me");
    return 0;
}
