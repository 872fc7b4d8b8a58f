/* SPDX-License-Identifier: MIT */
/* Points the root pointer at a device's registers, with a right checksum, before the tables are read. */
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RSDP_CHECKSUM 8
#define RSDP_REVISION 15
#define RSDP_RSDT 16
#define RSDP_LENGTH_1 20

static void damage(void)
{
    uint32_t device = 0xfee00000;
    memcpy(boot_info.rsdp + RSDP_RSDT, &device, sizeof(device));
    boot_info.rsdp[RSDP_REVISION] = 0;
    boot_info.rsdp[RSDP_CHECKSUM] = 0;
    uint8_t sum = 0;
    for (unsigned i = 0; i < RSDP_LENGTH_1; i++) {
        sum = (uint8_t)(sum + boot_info.rsdp[i]);
    }
    boot_info.rsdp[RSDP_CHECKSUM] = (uint8_t)-sum;
    print("the root pointer now names the local APIC\n");
}
BOOT_STEP(59, damage);

void demo(void)
{
    print("the tables were accepted\n");
}
