/* SPDX-License-Identifier: MIT */
/* Damages what GRUB handed over, just before the kernel reads it. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "tests/boot/lib/information.h"

static void damage(void)
{
    uint8_t *entry = find_tag(6) + 16;
    uint64_t start = 0x1000, length = UINT64_MAX;
    memcpy(entry, &start, sizeof(start));
    memcpy(entry + 8, &length, sizeof(length));
}
BOOT_STEP(19, damage);

void demo(void)
{
    print("the demonstration runs\n");
}
