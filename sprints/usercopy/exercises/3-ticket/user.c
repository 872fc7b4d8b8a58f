/* SPDX-License-Identifier: MIT */
/* Draws tickets into good and bad places. The exit status is 0, or the number of the first thing that was wrong. */
#include "user/libc/calls.h"

#define DATA_END 0x508000
#define EMPTY 0x5555555555555555

static uint64_t two_pages[1024];

static void check(int number, int right)
{
    if (!right) {
        exit(number);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t record[2] = {EMPTY, EMPTY};
    volatile uint64_t *last = (volatile uint64_t *)(DATA_END - 8);
    *last = EMPTY;

    check(1, ticket(record, 16) == 0 && record[0] == 1 && record[1] == (uint64_t)getpid());
    /* Values come before pointers. */
    check(2, ticket(record, 15) == -EINVAL && ticket(record, 17) == -EINVAL && ticket(0, UINT64_MAX) == -EINVAL);
    /* Nowhere, in the kernel, in its own code, around the end of everything. */
    check(3, ticket(0, 16) == -EFAULT && ticket((void *)0xffffffff80220000, 16) == -EFAULT);
    check(4, ticket((void *)0x400000, 16) == -EFAULT && ticket((void *)(UINT64_MAX - 7), 16) == -EFAULT);
    /* Half of it would fit. */
    check(5, ticket((void *)(DATA_END - 8), 16) == -EFAULT);
    check(6, *last == EMPTY);
    check(7, ticket((void *)(DATA_END - 1), 16) == -EFAULT && *last == EMPTY);
    /* The other half would fit. */
    check(8, ticket((void *)(0x500000 - 8), 16) == -EFAULT);
    /* No number was lost, and across two pages it works. */
    uint64_t *across = (uint64_t *)((uint64_t)two_pages / 4096 * 4096 + 4096 - 8);
    check(9, ticket(across, 16) == 0 && across[0] == 2 && across[1] == (uint64_t)getpid());
    exit(0);
}
