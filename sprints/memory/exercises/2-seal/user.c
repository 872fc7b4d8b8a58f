/* SPDX-License-Identifier: MIT */
/* Seals mappings. The last thing it does is to write to one, which must fault. A status that is not 0 is the number of what was wrong. */
#include "kernel/abi/capability.h"
#include "kernel/abi/errors.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define R RIGHT_READ
#define RW (RIGHT_READ | RIGHT_WRITE)
#define RX (RIGHT_READ | RIGHT_EXECUTE)
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
    volatile unsigned char *bytes = (unsigned char *)HERE;
    uint64_t memory = (uint64_t)mem_alloc(SELF, 3), again = (uint64_t)cap_create(memory, RX, 0);
    check(1, mem_seal(0) == -EHANDLE && mem_seal(SELF) == -ETYPE && mem_seal(memory) == -ESTATE);
    check(2, mem_map(SELF, memory, HERE, RW) == 0);
    bytes[0] = 0xb8; /* movl $42, %eax; ret */
    bytes[1] = 42;
    bytes[5] = 0xc3;
    check(3, mem_map(SELF, again, 2 * HERE, RX) == -ESTATE);
    check(4, mem_seal(memory) == 0 && bytes[1] == 42);
    check(5, mem_seal(memory) == -ESTATE);
    /* What can be written no more can be executed, and the other way round. */
    check(6, mem_map(SELF, again, 2 * HERE, RX) == 0 && ((int64_t(*)(void))(2 * HERE))() == 42);
    check(7, mem_seal(again) == -ESTATE);
    check(8, mem_unmap(memory) == 0 && mem_map(SELF, memory, HERE, RW) == -ESTATE);
    check(9, mem_unmap(again) == 0 && mem_map(SELF, memory, HERE, RW) == 0);
    bytes[1] = 43;
    uint64_t large = (uint64_t)mem_alloc(SELF, 257);
    check(10, mem_map(SELF, large, 4 * HERE, RW) == 0 && mem_seal(large) == -EINVAL);
    *(volatile uint64_t *)(4 * HERE) = 1;
    check(11, mem_seal(memory) == 0);
    bytes[2 * 4096] = 1;
    exit(12);
}
