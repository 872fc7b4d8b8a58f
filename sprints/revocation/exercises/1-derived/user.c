/* SPDX-License-Identifier: MIT */
/* Asks who was derived from whom. The exit status is 0, or the number of what went wrong. */
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
    uint64_t a = (uint64_t)cap_create(SELF, RIGHT_COPY, 0), b = (uint64_t)cap_create(a, RIGHT_COPY, 0), c = (uint64_t)cap_create(b, RIGHT_COPY, 0);
    uint64_t x = (uint64_t)cap_create(SELF, RIGHT_COPY, 0), y = (uint64_t)cap_create(x, RIGHT_COPY, 0), child = (uint64_t)proc_create(SELF, 0, 0);
    demand(cap_derived(SELF, a) == 1 && cap_derived(SELF, c) == 1 && cap_derived(a, c) == 1 && cap_derived(b, c) == 1 && cap_derived(x, y) == 1, 1);
    demand(cap_derived(x, a) == 0 && cap_derived(x, b) == 0 && cap_derived(x, c) == 0 && cap_derived(a, y) == 0 && cap_derived(y, c) == 0, 2);
    demand(cap_derived(c, a) == 0 && cap_derived(a, SELF) == 0 && cap_derived(a, a) == 0 && cap_derived(c, c) == 0, 3);
    demand(cap_derived(SELF, child) == 0 && cap_derived(child, a) == 0 && cap_derived(0, a) == -EHANDLE && cap_derived(a, 0) == -EHANDLE, 4);
    exit(0);
}
