/* SPDX-License-Identifier: MIT */
/* Finds what GRUB handed over, for tests that damage it before the kernel reads it: in a boot step of order 19. */
#ifndef TESTS_BOOT_LIB_INFORMATION_H
#define TESTS_BOOT_LIB_INFORMATION_H

#include "arch/x86_64/layout.h"
#include "kernel/boot_step.h"
#include "kernel/lib/string.h"

extern const uint64_t boot_information;

/* The first tag of a type. */
static inline uint8_t *find_tag(uint32_t type)
{
    uint8_t *at = (uint8_t *)(DIRECT_MAP + boot_information) + 8;
    for (;;) {
        uint32_t head[2];
        memcpy(head, at, sizeof(head));
        if (head[0] == type) {
            return at;
        }
        at += (head[1] + 7) & ~7u;
    }
}

#endif
