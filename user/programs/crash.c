/* SPDX-License-Identifier: MIT */
/*
 * Writes where nothing can be.
 */
#include <stdio.h>

int main(void)
{
    volatile int *volatile nowhere = NULL;
    puts("crash: this is my last line");
    *nowhere = 1;
    puts("crash: that should not have gone well");
    return 0;
}
