/* SPDX-License-Identifier: MIT */
/* Parses a table with five processors, three of them switched off. */
#include "arch/x86_64/acpi.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

/* A small machine's tables, at addresses that only the parser's reader knows. */
#define RSDT_AT 0x1000
#define MADT_AT 0x2000
#define HEADER 36

static uint8_t rsdp[20], rsdt[HEADER + 4], madt[256];
static unsigned madt_length;

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

static void madt_begin(void)
{
    memset(madt, 0, sizeof(madt));
    memcpy(madt, "APIC", 4);
    put32(madt + HEADER, 0xfee00000);
    madt_length = HEADER + 8;
}

static void madt_add(const void *entry, unsigned length)
{
    memcpy(madt + madt_length, entry, length);
    madt_length += length;
}

static const uint8_t *table_reader(const struct acpi_memory *memory, uint64_t address, uint64_t length)
{
    (void)memory;
    if (address >= RSDT_AT && address + length <= RSDT_AT + sizeof(rsdt)) {
        return rsdt + (address - RSDT_AT);
    }
    if (address >= MADT_AT && address + length <= MADT_AT + madt_length) {
        return madt + (address - MADT_AT);
    }
    return NULL;
}

static const char *parse(struct acpi_info *info)
{
    static const struct acpi_memory memory = {table_reader};
    put32(madt + 4, madt_length);
    balance(madt, madt_length, 9);
    memcpy(rsdt, "RSDT", 4);
    put32(rsdt + 4, sizeof(rsdt));
    put32(rsdt + HEADER, MADT_AT);
    balance(rsdt, sizeof(rsdt), 9);
    memcpy(rsdp, "RSD PTR ", 8);
    put32(rsdp + 16, RSDT_AT);
    balance(rsdp, sizeof(rsdp), 8);
    return acpi_parse(&memory, rsdp, sizeof(rsdp), info);
}

void demo(void)
{
    static struct acpi_info info;
    madt_begin();
    madt_add((const uint8_t[]){0, 8, 0, 0, 1, 0, 0, 0}, 8);
    madt_add((const uint8_t[]){0, 8, 1, 1, 0, 0, 0, 0}, 8);
    madt_add((const uint8_t[]){0, 8, 2, 2, 2, 0, 0, 0}, 8);
    madt_add((const uint8_t[]){9, 16, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0}, 16);
    madt_add((const uint8_t[]){9, 16, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0}, 16);
    const char *refusal = parse(&info);
    if (refusal != NULL) {
        print("refused: %s\n", refusal);
        return;
    }
    print("accepted: %u processors, %u switched off\n", info.processor_count, info.disabled_count);
}
