/* SPDX-License-Identifier: MIT */
/* Compares handles. The exit status is 0, or the number of what went wrong. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST

static void demand(int condition, uint64_t status)
{
    if (!condition) {
        exit(status);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t copy = (uint64_t)cap_create(SELF, 0, 0), child = (uint64_t)proc_create(SELF, 1, 0);
    demand(cap_same(SELF, SELF) == 1 && cap_same(SELF, copy) == 1 && cap_same(copy, SELF) == 1, 1);
    demand(cap_same(SELF, child) == 0 && cap_same(child, copy) == 0, 2);
    demand(cap_same(0, SELF) == -EHANDLE && cap_same(SELF, 0) == -EHANDLE && cap_same(SELF, child + 1) == -EHANDLE, 3);
    exit(0);
}
