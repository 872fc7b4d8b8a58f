/* SPDX-License-Identifier: MIT */
/* Damages what GRUB handed over, just before the kernel reads it. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "tests/boot/lib/information.h"

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
