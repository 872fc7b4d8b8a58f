/* SPDX-License-Identifier: MIT */
/* Fills memory, discards it, and looks for what is left. The exit status is 0, or the number of the first thing that was wrong. */
#include "kernel/abi/capability.h"
#include "kernel/abi/errors.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define RW (RIGHT_READ | RIGHT_WRITE)
#define PAGE UINT64_C(4096)
#define HERE UINT64_C(0x10000000)

static void check(int number, int right)
{
    if (!right) {
        exit(number);
    }
}

static uint64_t used(void)
{
    struct cap_info info;
    check(90, cap_inspect(SELF, &info, sizeof(info)) == 0);
    return info.used;
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    volatile uint64_t *words = (uint64_t *)HERE;
    uint64_t memory = (uint64_t)mem_alloc(SELF, 500), before = used();
    uint64_t part = (uint64_t)cap_create(memory, RW, UINT64_C(2) << 32 | 3), elsewhere = (uint64_t)cap_create(memory, RIGHT_READ, 0);
    check(1, mem_discard(0) == -EHANDLE && mem_discard(SELF) == -ETYPE && mem_discard(elsewhere) == -ERIGHTS);
    check(2, mem_discard(memory) == -EINVAL);
    check(3, mem_map(SELF, memory, HERE, RW) == 0);
    for (unsigned page = 0; page < 500; page++) {
        words[page * PAGE / 8] = page + 1;
    }
    /* While anybody can see it, nothing is discarded: neither through this capability's mapping nor through another's. */
    check(4, mem_discard(part) == -ESTATE && words[2 * PAGE / 8] == 3);
    check(5, mem_map(SELF, elsewhere, 2 * HERE, RIGHT_READ) == 0 && mem_unmap(memory) == 0 && mem_discard(part) == -ESTATE);
    check(6, mem_unmap(elsewhere) == 0 && mem_discard(part) == 0);
    check(7, mem_discard(part) == 0); /* There is nothing any more; nor was there anything wrong. */
    check(8, used() == before);
    check(9, mem_map(SELF, memory, HERE, RW) == 0);
    for (unsigned page = 0; page < 500; page++) {
        check(10, words[page * PAGE / 8] == (page >= 2 && page < 5 ? 0 : page + 1));
    }
    check(11, mem_unmap(memory) == 0 && mem_discard(part) == 0 && cap_delete(memory) == 0);
    exit(0);
}
