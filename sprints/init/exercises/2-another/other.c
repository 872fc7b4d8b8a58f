/* SPDX-License-Identifier: MIT */
/*
 * The program that was asked for.
 */
#include <stdio.h>

int main(int count, char **arguments)
{
    printf("I am %s\n", count > 0 ? arguments[0] : "nobody");
    return 0;
}
