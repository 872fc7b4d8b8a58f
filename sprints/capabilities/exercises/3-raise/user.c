/* SPDX-License-Identifier: MIT */
/* Raises what a child has. The exit status is 0, or the number of what went wrong. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST

static void demand(int condition, uint64_t status)
{
    if (!condition) {
        exit(status);
    }
}

static struct cap_info look(uint64_t process)
{
    struct cap_info info = {0};
    cap_inspect(process, &info, sizeof(info));
    return info;
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t child = (uint64_t)proc_create(SELF, 5, 0), grandchild = (uint64_t)proc_create(child, 1, 0);
    uint64_t used = look(SELF).used;
    demand(account_raise(SELF, child, 10) == 0 && look(child).limit == 15 && look(SELF).used == used + 10, 1);
    demand(account_raise(SELF, child, 0) == 0 && look(child).limit == 15 && look(SELF).used == used + 10, 2);
    demand(account_raise(SELF, child, 100) == -EQUOTA && account_raise(SELF, child, UINT64_MAX) == -EQUOTA, 3);
    demand(account_raise(SELF, grandchild, 1) == -EINVAL && account_raise(child, child, 1) == -EINVAL && account_raise(SELF, SELF, 1) == -EINVAL, 4);
    demand(account_raise(child, grandchild, 12) == 0 && look(grandchild).limit == 13 && look(child).used == 15, 5);
    demand(account_raise(child, grandchild, 1) == -EQUOTA && look(child).limit == 15 && look(SELF).used == used + 10, 6);
    exit(0);
}
