/* SPDX-License-Identifier: MIT */
/* Calls itself until the stack is full. Without a guard page it goes on into whatever lies below. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

static unsigned __attribute__((noinline)) deeper(unsigned depth)
{
    volatile uint8_t room[200] = {(uint8_t)depth};
    if (depth == 0) {
        return room[0];
    }
    return deeper(depth - 1) + room[0];
}

void demo(void)
{
    volatile unsigned depth = 120; /* 24 KiB and more; the stack has 16 */
    print("before\n");
    print("the stack has no end: %u\n", deeper(depth));
}
