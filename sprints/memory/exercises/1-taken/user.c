/* SPDX-License-Identifier: MIT */
/* Compares what mem_taken() says with what has happened. The exit status is 0, or the number of the first thing that was wrong. */
#include "kernel/abi/capability.h"
#include "kernel/abi/errors.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define RW (RIGHT_READ | RIGHT_WRITE)
#define HERE UINT64_C(0x10000000)

static void check(int number, int right)
{
    if (!right) {
        exit(number);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t memory = (uint64_t)mem_alloc(SELF, 600);
    uint64_t part = (uint64_t)cap_create(memory, RW, UINT64_C(500) << 32 | 10);
    uint64_t blind = (uint64_t)cap_create(memory, RIGHT_COPY, 0);
    check(1, mem_taken(memory) == 0);
    check(2, mem_map(SELF, part, HERE, RIGHT_READ) == 0 && mem_taken(memory) == 10 && mem_taken(part) == 10);
    check(3, mem_unmap(part) == 0 && mem_taken(memory) == 10);
    check(4, mem_map(SELF, part, HERE, RW) == 0 && mem_taken(memory) == 10);
    check(5, mem_map(SELF, memory, 2 * HERE, RIGHT_READ) == 0 && mem_taken(part) == 600);
    check(6, mem_taken(0) == -EHANDLE && mem_taken(SELF) == -ETYPE && mem_taken(blind) == -ERIGHTS);
    /* A mapping that was refused halfway has taken what it came to. */
    uint64_t other = (uint64_t)mem_alloc(SELF, 20);
    check(7, mem_map(SELF, other, HERE - 8 * 4096, RW) == -ESTATE && mem_taken(other) >= 8 && mem_taken(other) <= 9);
    exit(0);
}
