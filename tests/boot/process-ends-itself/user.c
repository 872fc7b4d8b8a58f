/* SPDX-License-Identifier: MIT */
/* Puts much into the queue of what ends, and then itself. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define CHILDREN 10

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t children[CHILDREN];
    for (unsigned i = 0; i < CHILDREN; i++) {
        children[i] = (uint64_t)proc_create(HANDLE_FIRST, 4, 0);
        for (unsigned j = 0; j < 100; j++) {
            cap_transfer(children[i], (uint64_t)cap_create(HANDLE_FIRST, RIGHT_COPY, 0));
        }
    }
    for (unsigned i = 0; i < CHILDREN; i++) {
        proc_destroy(children[i]);
    }
    debug_write("the end is near\n", 16);
    proc_destroy(HANDLE_FIRST);
    debug_write("it came back\n", 13);
    exit(0);
}
