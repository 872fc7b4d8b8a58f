/* SPDX-License-Identifier: MIT */
/*
 * The second checkpoint: one line for each kind of conversion, and an assertion that holds.
 */
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    print("decimal      %d, %u, %ld\n", -42, 42u, INT64_MIN);
    print("hexadecimal  %x, 0x%lx, %016lx\n", 48879, UINT64_MAX, UINT64_C(0xcafe));
    print("text         %s, %.4s, [%6s], [%-6s]\n", "postern", "postern", "in", "out");
    print("pointer      %p\n", (void *)0x1000);
    assert(strlen("postern") == 7);
}
