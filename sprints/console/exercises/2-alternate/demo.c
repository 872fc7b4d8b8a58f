/* SPDX-License-Identifier: MIT */
/* Prints hexadecimal numbers with a prefix. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    print("[%#x] [%#X] [%#x] [%#010x] [%#10x] [%-#10x]\n", 42u, 42u, 0u, 42u, 42u, 42u);
    print("[%#lx] [%#.4x] [%x]\n", UINT64_MAX, 255u, 42u);
}
