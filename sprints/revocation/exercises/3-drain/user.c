/* SPDX-License-Identifier: MIT */
/* Ends much and waits for it. The exit status is 0, or the number of what went wrong. */
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
    uint64_t children[40];
    struct cap_info info;
    for (unsigned i = 0; i < 40; i++) {
        children[i] = (uint64_t)proc_create(SELF, 4, 0);
        for (unsigned j = 0; j < 100; j++) {
            cap_transfer(children[i], (uint64_t)cap_create(SELF, 0, 0));
        }
    }
    for (unsigned i = 0; i < 40; i++) {
        proc_destroy(children[i]);
    }
    demand(drain() == 0, 1);
    cap_inspect(SELF, &info, sizeof(info));
    demand(info.used == 1, 2);
    demand(drain() == 0, 3);
    exit(0);
}
