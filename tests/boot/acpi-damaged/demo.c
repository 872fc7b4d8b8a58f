/* SPDX-License-Identifier: MIT */
/* Changes one bit of the root pointer before the tables are read: a reserved one, that only the checksum covers. */
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RSDP_OEM 9

static void damage(void)
{
    boot_info.rsdp[RSDP_OEM] ^= 1;
}
BOOT_STEP(59, damage);

void demo(void)
{
    print("the tables were accepted\n");
}
