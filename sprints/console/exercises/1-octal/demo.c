/* SPDX-License-Identifier: MIT */
/* Prints octal numbers, the largest one last. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    print("[%o] [%04o] [%5o] [%-5o] [%.3o]\n", 8u, 0755u, 15u, 15u, 7u);
    print("[%lo] [%o] and %d\n", UINT64_MAX, -1, 4711);
}
