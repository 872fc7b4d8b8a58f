/* SPDX-License-Identifier: MIT */
/* Ten tasks; the argument says which. Most end with a fault. What went wrong before is the exit status. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define R RIGHT_READ
#define RW (RIGHT_READ | RIGHT_WRITE)
#define RX (RIGHT_READ | RIGHT_EXECUTE)
#define PAGE UINT64_C(4096)
#define HERE UINT64_C(0x10000000)
#define PAGES UINT64_C(1200) /* more than there is room for without an index */

static volatile uint64_t *const words = (uint64_t *)HERE;

static void must(int64_t result)
{
    if (result < 0) {
        exit((uint64_t)(100 - result));
    }
}

static uint64_t memory(uint64_t pages, uint64_t permissions)
{
    int64_t handle = mem_alloc(SELF, pages);
    must(handle);
    must(mem_map(SELF, (uint64_t)handle, HERE, permissions));
    return (uint64_t)handle;
}

/* Maps what is derived from memory a page further on, and touches it there. */
static uint64_t derive(uint64_t handle)
{
    int64_t derived = cap_create(handle, R | RIGHT_COPY, (uint64_t)1 << 32 | 1);
    must(derived);
    must(mem_unmap(handle));
    must(mem_map(SELF, (uint64_t)derived, HERE + PAGE, R));
    (void)words[PAGE / 8];
    return (uint64_t)derived;
}

/* Fills pages, or finds that they are zero; twice, so that the second memory may consist of the frames of the first. */
static void pages_fill(void)
{
    for (unsigned turn = 0; turn < 2; turn++) {
        uint64_t handle = memory(PAGES, RW);
        for (uint64_t i = 0; i < PAGES * PAGE / 8; i++) {
            if (words[i] != 0) {
                exit(1);
            }
            words[i] = 0x5ec2e7;
        }
        if (turn == 0) {
            must(cap_delete(handle));
            for (unsigned i = 0; i < 50; i++) {
                must(cap_delete((uint64_t)mem_alloc(SELF, 1)));
            }
        }
    }
}

__attribute__((section(".text.start"))) void _start(uint64_t task);
void _start(uint64_t task)
{
    uint64_t handle;
    switch (task) {
    case 0:
        handle = memory(2, RW);
        words[0] = 1;
        must(mem_unmap(handle));
        break;
    case 1:
        memory(2, R);
        words[0] = 1;
        break;
    case 2:
        memory(2, RW);
        words[0] = 0xc3;
        ((void (*)(void))HERE)();
        break;
    case 3:
        memory(2, RX);
        words[0] = 1;
        break;
    case 4:
        must(cap_delete(derive(memory(2, RW))));
        break;
    case 5:
        handle = memory(2, RW);
        derive(handle);
        must(cap_revoke(handle));
        break;
    case 6:
        handle = memory(2, RW);
        derive(handle);
        must(cap_delete(handle));
        break;
    case 7:
        handle = memory(3, RW);
        words[PAGE / 8] = 1;
        must(mem_unmap(handle));
        must(mem_map(SELF, (uint64_t)cap_create(handle, R, 1), HERE, R));
        break;
    default:
        pages_fill();
        exit(0);
    }
    (void)words[task >= 4 ? PAGE / 8 : 0];
    exit(99);
}
