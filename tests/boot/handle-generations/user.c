/* SPDX-License-Identifier: MIT */
/* Makes and deletes, over and over. The exit status is 0, or the number of what went wrong. */
#include "tests/boot/lib/user.h"

#define LAST ((UINT64_C(1) << 48) - 1)

static uint64_t made_and_deleted(void)
{
    uint64_t handle = (uint64_t)cap_create(SELF, RIGHT_WAIT, 0);
    if (gone(handle) || cap_delete(handle) != 0 || !gone(handle) || cap_delete(handle) != -EHANDLE) {
        exit(1);
    }
    return handle;
}

static void again_and_again(void)
{
    uint64_t first = made_and_deleted();
    for (uint64_t i = 1; i < 1000; i++) {
        if (made_and_deleted() != first + (i << 12)) {
            exit(2); /* the same slot, the next generation */
        }
    }
    for (uint64_t i = 0; i < 1000; i++) {
        if (!gone(first + (i << 12))) {
            exit(3);
        }
    }
    exit(0);
}

static void last_generation(void)
{
    uint64_t handle = made_and_deleted();
    if (handle >> 12 != LAST || handle >> 60 != 0) {
        exit(4);
    }
    for (unsigned i = 0; i < 100; i++) {
        if ((made_and_deleted() & 0xfff) == (handle & 0xfff) || !gone(handle) || !gone(handle & 0xfff)) {
            exit(5);
        }
    }
    exit(0);
}

__attribute__((section(".text.start"))) void _start(uint64_t turn);
void _start(uint64_t turn)
{
    if (turn == 0) {
        again_and_again();
    }
    last_generation();
}
