/* SPDX-License-Identifier: MIT */
/* Lends with a table that is full. The exit status is 0, or the number of what went wrong. */
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
    uint64_t small = (uint64_t)cap_create(SELF, RIGHT_WAIT | RIGHT_COPY, 0), fixed = (uint64_t)cap_create(SELF, RIGHT_GIVE, 0);
    uint64_t child = (uint64_t)proc_create(SELF, 1, 0), poor = (uint64_t)proc_create(SELF, 0, 0);
    struct cap_info info;
    cap_inspect(SELF, &info, sizeof(info));
    demand(proc_create(SELF, info.limit - info.used - 2, 0) > 0, 1);
    while (cap_create(SELF, 0, 0) > 0) {
    }
    demand(cap_lend(child, small, RIGHT_WAIT) == (int64_t)HANDLE_FIRST && cap_lend(child, SELF, 0) == (int64_t)HANDLE_FIRST + 1, 2);
    demand(cap_lend(child, small, RIGHT_DESTROY) == -ERIGHTS && cap_lend(child, fixed, 0) == -ERIGHTS && cap_lend(small, small, 0) == -ERIGHTS, 3);
    demand(cap_lend(0, fixed, 0) == -EHANDLE && cap_lend(small, 0, 0) == -ERIGHTS && cap_lend(child, 0, ~0ull) == -EHANDLE, 4);
    demand(cap_lend(poor, small, 0) == -EQUOTA, 5);
    cap_inspect(child, &info, sizeof(info));
    demand(info.used == 1, 6);
    exit(0);
}
