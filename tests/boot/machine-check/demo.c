/* SPDX-License-Identifier: MIT */
/* Waits for the hardware to fail. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    print("waiting for a machine check\n");
    for (volatile uint64_t i = 0; i < UINT64_C(1) << 40; i = i + 1) {
    }
    print("none came\n");
}
