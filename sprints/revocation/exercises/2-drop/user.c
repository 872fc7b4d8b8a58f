/* SPDX-License-Identifier: MIT */
/* Drops capabilities from the middle. The exit status is 0, or the number of what went wrong. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST

static void demand(int condition, uint64_t status)
{
    if (!condition) {
        exit(status);
    }
}

static int gone(uint64_t handle)
{
    struct cap_info info;
    return cap_inspect(handle, &info, sizeof(info)) == -EHANDLE;
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t parent = (uint64_t)cap_create(SELF, RIGHT_COPY, 0);
    uint64_t last = (uint64_t)cap_create(parent, RIGHT_COPY, 0), middle = (uint64_t)cap_create(parent, RIGHT_COPY, 0), first = (uint64_t)cap_create(parent, RIGHT_COPY, 0);
    uint64_t child = (uint64_t)cap_create(middle, RIGHT_COPY, 0), grandchild = (uint64_t)cap_create(child, RIGHT_COPY, 0), nephew = (uint64_t)cap_create(first, RIGHT_COPY, 0);
    demand(cap_drop(SELF) == -EINVAL && cap_drop(0) == -EHANDLE, 1);
    demand(cap_drop(middle) == 0 && gone(middle) && !gone(child) && !gone(grandchild), 2);
    demand(cap_delete(first) == 0 && gone(nephew) && !gone(child) && !gone(grandchild), 3);
    uint64_t late = (uint64_t)cap_create(parent, RIGHT_COPY, 0);
    demand(cap_delete(late) == 0 && !gone(child) && !gone(last), 4);
    demand(cap_delete(child) == 0 && gone(grandchild) && !gone(last), 5);
    demand(cap_drop(parent) == 0 && !gone(last) && cap_revoke(SELF) == 0 && gone(last), 6);
    exit(0);
}
