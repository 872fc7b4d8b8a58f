/* SPDX-License-Identifier: MIT */
/*
 * Calls itself until its stack is used up.
 */
#include <stdio.h>

static unsigned deeper(unsigned depth)
{
    volatile unsigned char frame[1000];
    frame[depth % sizeof(frame)] = (unsigned char)depth;
    return depth == ~0u ? 0 : deeper(depth + 1) + frame[0];
}

int main(void)
{
    puts("overflow: down we go");
    return (int)deeper(0);
}
