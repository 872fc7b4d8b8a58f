/* SPDX-License-Identifier: MIT */
/* A program for Linux, with all that its C library does before main(). */
#include <stdio.h>

int main(void)
{
    puts("hello");
    return 0;
}
