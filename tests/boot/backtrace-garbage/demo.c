/* SPDX-License-Identifier: MIT */
/* Backtraces from frame pointers that lead nowhere. Whoever walks them must not fault, and must come to an end. */
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define CHAIN 100

static uint64_t chain[CHAIN][2];

static void walk(const char *what, uint64_t rbp)
{
    print("%s\n", what);
    backtrace_print(0, rbp);
}

void demo(void)
{
    walk("zero", 0);
    walk("odd", (uintptr_t)chain + 1);
    walk("a user address", 0x400000);
    walk("non-canonical", UINT64_C(1) << 47);
    walk("unmapped", UINT64_C(0xffff900000000000));
    walk("the last word", UINT64_C(0xfffffffffffffff8));

    chain[0][0] = (uintptr_t)chain[0];
    chain[0][1] = (uintptr_t)demo + 1;
    walk("itself", (uintptr_t)chain[0]);

    for (unsigned i = 0; i < CHAIN; i++) {
        chain[i][0] = (uintptr_t)chain[i + 1];
        chain[i][1] = (uintptr_t)demo + 1 + i;
    }
    walk("no end", (uintptr_t)chain[0]);

    chain[0][1] = 1;
    chain[0][0] = 0;
    walk("no function", (uintptr_t)chain[0]);
}
