/* SPDX-License-Identifier: MIT */
/* Derives with random rights from capabilities with random rights. The exit status is 0, or says what went wrong. */
#include "tests/boot/lib/user.h"

static uint64_t rights_of(uint64_t handle)
{
    struct cap_info info;
    if (cap_inspect(handle, &info, sizeof(info)) != 0 || info.root || info.badge != 0 || info.type != OBJECT_PROCESS) {
        exit(1);
    }
    return info.rights;
}

/* What a right stands for must be the same after each attempt: none has more than the one that it came from. */
static void derive(uint64_t source, uint64_t has, uint64_t asked)
{
    int64_t result = cap_create(source, asked, 0);
    if ((asked & ~has) != 0) {
        if (result != -ERIGHTS) {
            exit(2);
        }
    } else if (result < 0 || rights_of((uint64_t)result) != asked) {
        exit(3);
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    struct cap_info info;
    if (cap_inspect(HANDLE_FIRST, &info, sizeof(info)) != 0 || !info.root || info.limit - info.used != 63) {
        exit(4);
    }
    uint64_t all = info.rights;
    for (unsigned round = 0; round < 50; round++) {
        uint64_t has = (all & random_next()) | RIGHT_COPY;
        int64_t source = cap_create(HANDLE_FIRST, has, 0);
        if (source < 0) {
            exit(5);
        }
        for (unsigned bit = 0; bit < 64; bit++) {
            derive((uint64_t)source, has, has ^ UINT64_C(1) << bit);
        }
        for (unsigned i = 0; i < 50; i++) {
            derive((uint64_t)source, has, i % 4 == 0 ? has & random_next() : random_next() & 0x1fff);
        }
        /* The rights that the source lacks are not refused before rights that it has are there; badges come last. */
        if (cap_create((uint64_t)source, has, 1) != -EINVAL || cap_create((uint64_t)source, ~UINT64_C(0), 1) != -ERIGHTS) {
            exit(6);
        }
    }
    exit(0);
}
