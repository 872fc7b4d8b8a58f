/* SPDX-License-Identifier: MIT */
/* Puts tables of its own in the firmware's place: an RSDT and a MADT whose only entry has length 0, all checksums right. */
#include "arch/x86_64/layout.h"
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define HEADER 36
#define RSDT_LENGTH (HEADER + 4)
#define MADT_LENGTH (HEADER + 8 + 2)

static uint8_t rsdp[20], rsdt[RSDT_LENGTH], madt[MADT_LENGTH];

static uint32_t physical(const void *in_image)
{
    return (uint32_t)((uintptr_t)in_image - IMAGE_OFFSET - IMAGE_LOAD + boot_info.image.start);
}

static void put32(uint8_t *at, uint32_t value)
{
    memcpy(at, &value, sizeof(value));
}

static void balance(uint8_t *table, unsigned length, unsigned checksum)
{
    uint8_t sum = 0;
    for (unsigned i = 0; i < length; i++) {
        sum = (uint8_t)(sum + table[i]);
    }
    table[checksum] = (uint8_t)-sum;
}

static void damage(void)
{
    memcpy(madt, "APIC", 4);
    put32(madt + 4, MADT_LENGTH);
    put32(madt + HEADER, 0xfee00000);
    madt[HEADER + 8] = 0x7f; /* a kind that nobody knows */
    balance(madt, MADT_LENGTH, 9);

    memcpy(rsdt, "RSDT", 4);
    put32(rsdt + 4, RSDT_LENGTH);
    put32(rsdt + HEADER, physical(madt));
    balance(rsdt, RSDT_LENGTH, 9);

    memcpy(rsdp, "RSD PTR ", 8);
    put32(rsdp + 16, physical(rsdt));
    balance(rsdp, sizeof(rsdp), 8);
    memcpy(boot_info.rsdp, rsdp, sizeof(rsdp));
    boot_info.rsdp_length = sizeof(rsdp);
    print("the MADT has an entry of length 0\n");
}
BOOT_STEP(59, damage);

void demo(void)
{
    print("the tables were accepted\n");
}
