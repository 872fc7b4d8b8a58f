/* SPDX-License-Identifier: MIT */
/* Damages what GRUB handed over, just before the kernel reads it. */
#include "arch/x86_64/layout.h"
#include "kernel/boot_step.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

extern const uint64_t boot_information;

/* The first tag of a type. */
static uint8_t *find_tag(uint32_t type)
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

static void damage(void)
{
    uint32_t size = 0xfffffff8;
    memcpy(find_tag(1) + 4, &size, sizeof(size));
}
BOOT_STEP(19, damage);

void demo(void)
{
    print("the demonstration runs\n");
}
