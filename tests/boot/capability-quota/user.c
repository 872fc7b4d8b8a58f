/* SPDX-License-Identifier: MIT */
/* Uses up what it has, in three ways. The exit status is 0, or the line of the list below that went wrong. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

/* What it holds without this program's doing; the page of its table, which has the first handle, is left out. */
static uint64_t before;

static uint64_t used(void)
{
    struct cap_info info;
    cap_inspect(HANDLE_FIRST, &info, sizeof(info));
    return info.used - before;
}

static uint64_t fill(void)
{
    uint64_t made = 0;
    int64_t result;
    while ((result = cap_create(HANDLE_FIRST, RIGHT_COPY, 0)) > 0) {
        made++;
    }
    return result == -EQUOTA ? made : 0;
}

static void demand(int condition, uint64_t status)
{
    if (!condition) {
        exit(status);
    }
}

__attribute__((section(".text.start"))) void _start(uint64_t limit);
void _start(uint64_t limit)
{
    before = used() - 1;
    if (limit == 3) {
        demand(fill() == 3 * 63 - 1, 2);
        demand(used() == 3, 3);
        demand(cap_create(HANDLE_FIRST, RIGHT_COPY, 0) == -EQUOTA && proc_create(HANDLE_FIRST, 0, 0) == -EQUOTA, 4);
        demand(used() == 3, 5);
    } else if (limit == 100) {
        demand(proc_create(HANDLE_FIRST, 50, 31) > 0, 6);
        demand(used() == 53, 7);
        demand(proc_create(HANDLE_FIRST, 46, 0) == -EQUOTA, 8);
        for (uint64_t frames = UINT64_MAX; frames > UINT64_MAX - 4; frames--) {
            demand(proc_create(HANDLE_FIRST, frames, 0) == -EQUOTA, 9);
        }
        demand(proc_create(HANDLE_FIRST, 0, 32) == -EINVAL && proc_create(HANDLE_FIRST, UINT64_MAX, UINT64_MAX) == -EINVAL, 10);
        demand(used() == 53, 11);
        demand(proc_create(HANDLE_FIRST, 45, 0) > 0, 12);
        demand(used() == 100, 13);
        demand(fill() == 60, 14);
    } else {
        demand(fill() == 64 * 63 - 1, 15);
        demand(used() == 64, 16);
        demand(proc_create(HANDLE_FIRST, 1, 0) == -EQUOTA, 17);
        demand(used() == 64, 18);
    }
    exit(0);
}
