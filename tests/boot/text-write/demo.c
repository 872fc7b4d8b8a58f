/* SPDX-License-Identifier: MIT */
/* Writes to its own code. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    print("before\n");
    *(volatile uint8_t *)(uintptr_t)checkpoint_done = 0xcc;
    print("text was written\n");
}
