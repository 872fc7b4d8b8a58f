/* SPDX-License-Identifier: MIT */
/* Reads the power-management timer of this machine, and parses FADTs that are right and wrong. */
#include "arch/x86_64/acpi.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RSDT_AT 0x1000
#define MADT_AT 0x2000
#define FADT_AT 0x3000
#define HEADER 36
#define LOOKS 100000

static uint8_t rsdp[20], rsdt[HEADER + 8], madt[HEADER + 8], fadt[116];
static unsigned fadt_length;

static void balance(uint8_t *table, unsigned length, unsigned checksum)
{
    uint8_t sum = 0;
    table[checksum] = 0;
    for (unsigned i = 0; i < length; i++) {
        sum = (uint8_t)(sum + table[i]);
    }
    table[checksum] = (uint8_t)-sum;
}

static void put32(uint8_t *at, uint32_t value)
{
    memcpy(at, &value, sizeof(value));
}

static const uint8_t *table_reader(const struct acpi_memory *memory, uint64_t address, uint64_t length)
{
    (void)memory;
    if (address >= RSDT_AT && address + length <= RSDT_AT + sizeof(rsdt)) {
        return rsdt + (address - RSDT_AT);
    }
    if (address >= MADT_AT && address + length <= MADT_AT + sizeof(madt)) {
        return madt + (address - MADT_AT);
    }
    if (address >= FADT_AT && address + length <= FADT_AT + fadt_length) {
        return fadt + (address - FADT_AT);
    }
    return NULL;
}

static void try(const char *what, unsigned length, unsigned width, bool damage)
{
    static const struct acpi_memory memory = {table_reader};
    static struct acpi_info info;

    memset(fadt, 0, sizeof(fadt));
    memcpy(fadt, "FACP", 4);
    put32(fadt + 4, length);
    put32(fadt + 76, 0x608);
    fadt[91] = (uint8_t)width;
    balance(fadt, length, 9);
    fadt[40] ^= damage;
    fadt_length = length;

    memcpy(madt, "APIC", 4);
    put32(madt + 4, sizeof(madt));
    put32(madt + HEADER, 0xfee00000);
    balance(madt, sizeof(madt), 9);

    memcpy(rsdt, "RSDT", 4);
    put32(rsdt + 4, sizeof(rsdt));
    put32(rsdt + HEADER, length == 0 ? 0 : FADT_AT);
    put32(rsdt + HEADER + 4, MADT_AT);
    balance(rsdt, sizeof(rsdt), 9);

    memcpy(rsdp, "RSD PTR ", 8);
    put32(rsdp + 16, RSDT_AT);
    balance(rsdp, sizeof(rsdp), 8);

    const char *refusal = acpi_parse(&memory, rsdp, sizeof(rsdp), &info);
    if (refusal != NULL) {
        print("%s: refused: %s\n", what, refusal);
    } else {
        print("%s: accepted, port 0x%x\n", what, info.pm_timer_port);
    }
}

static uint32_t timer_read(uint16_t port)
{
    uint32_t value;
    __asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

static bool counts(uint16_t port)
{
    uint32_t first = timer_read(port);
    for (unsigned looks = 0; looks < LOOKS; looks++) {
        if (timer_read(port) != first) {
            return true;
        }
    }
    return false;
}

void demo(void)
{
    print("this machine: there is %s timer, and it %s\n", acpi_info.pm_timer_port != 0 ? "a" : "no",
          counts(acpi_info.pm_timer_port) ? "counts" : "stands still");
    try("right", 116, 4, false);
    try("too short", 80, 4, false);
    try("checksum wrong", 116, 4, true);
    try("three bytes wide", 116, 3, false);
    try("none", 0, 0, false);
}
