/* SPDX-License-Identifier: MIT */
/* A chain, each derived from the one before it; then a call that takes long. The exit status is 0, or the number of what went wrong. */
#include "tests/boot/lib/user.h"

#define LENGTH 3900

static uint64_t handles[LENGTH];

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t source = HANDLE_FIRST;
    for (unsigned i = 0; i < LENGTH; i++) {
        int64_t handle = cap_create(source, RIGHT_COPY, 0);
        if (handle < 0) {
            exit(1);
        }
        source = handles[i] = (uint64_t)handle;
    }
    if (cap_revoke(HANDLE_FIRST) != 0 || gone(HANDLE_FIRST)) {
        exit(2);
    }
    for (unsigned i = 0; i < LENGTH; i++) {
        if (!gone(handles[i])) {
            exit(3);
        }
    }
    exit(0);
}
