/* SPDX-License-Identifier: MIT */
/*
 * ACPI tables, parsed as untrusted input.
 *
 * A table is a byte string. It is read only after its length was found to lie in memory, and believed only after its
 * bytes added up to 0. Nothing here knows where memory is: the caller says how to read it, so that the same file runs
 * in the kernel, under a fuzzer and in unit tests.
 *
 * Source: ACPI 6.5, section 5.2.
 */
#include "arch/x86_64/acpi.h"

#define RSDP_LENGTH_1 20 /* ACPI 1.0 */
#define RSDP_LENGTH_2 36 /* from ACPI 2.0 on */
#define HEADER_LENGTH 36
#define MADT_ENTRIES 44          /* offset of the first entry */
#define TABLE_LENGTH_MAX 0x10000 /* a larger one is an error in the table rather than a machine */

#define MADT_FLAG_LEGACY_PICS 1U
#define PROCESSOR_ENABLED 1U
#define PHYSICAL_BITS_MAX 52

/* Kinds of MADT entries that matter here, and the bytes that each must have (ACPI 6.5, section 5.2.12). */
enum madt_kind {
    MADT_LOCAL_APIC = 0,
    MADT_IO_APIC = 1,
    MADT_OVERRIDE = 2,
    MADT_LOCAL_NMI = 4,
    MADT_LOCAL_APIC_ADDRESS = 5,
    MADT_LOCAL_X2APIC = 9,
};

static const uint8_t madt_entry_length[] = {
    [MADT_LOCAL_APIC] = 8, [MADT_IO_APIC] = 12,           [MADT_OVERRIDE] = 10,
    [MADT_LOCAL_NMI] = 6,  [MADT_LOCAL_APIC_ADDRESS] = 12, [MADT_LOCAL_X2APIC] = 16,
};

static uint16_t get16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get32(const uint8_t *at)
{
    return get16(at) | (uint32_t)get16(at + 2) << 16;
}

static uint64_t get64(const uint8_t *at)
{
    return get32(at) | (uint64_t)get32(at + 4) << 32;
}

static bool same(const uint8_t *at, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (at[i] != (uint8_t)text[i]) {
            return false;
        }
    }
    return true;
}

/* Every table carries a byte that makes the sum of all its bytes 0, modulo 256. */
static bool sum_is_zero(const uint8_t *at, size_t length)
{
    uint8_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum = (uint8_t)(sum + at[i]);
    }
    return sum == 0;
}

/* A whole table, checked. Null if it is not one. */
static const uint8_t *table_at(const struct acpi_memory *memory, uint64_t address, const char *signature, uint32_t *length)
{
    const uint8_t *table = memory->at(memory, address, HEADER_LENGTH);
    if (table == NULL || !same(table, signature, 4)) {
        return NULL;
    }
    *length = get32(table + 4);
    if (*length < HEADER_LENGTH || *length > TABLE_LENGTH_MAX) {
        return NULL;
    }
    table = memory->at(memory, address, *length);
    return table != NULL && sum_is_zero(table, *length) ? table : NULL;
}

/* The root pointer names a list of tables: the RSDT with 4-byte addresses, or the XSDT, which replaces it, with 8. */
static const char *find_madt(const struct acpi_memory *memory, const uint8_t *rsdp, size_t rsdp_length, uint64_t *address)
{
    if (rsdp_length < RSDP_LENGTH_1 || !same(rsdp, "RSD PTR ", 8) || !sum_is_zero(rsdp, RSDP_LENGTH_1)) {
        return "the root pointer is missing or damaged";
    }
    bool extended = rsdp[15] >= 2;
    if (extended && (rsdp_length < RSDP_LENGTH_2 || !sum_is_zero(rsdp, RSDP_LENGTH_2))) {
        return "the root pointer's extension is damaged";
    }
    unsigned width = extended ? 8 : 4;
    uint32_t length;
    const uint8_t *list = extended ? table_at(memory, get64(rsdp + 24), "XSDT", &length)
                                   : table_at(memory, get32(rsdp + 16), "RSDT", &length);
    if (list == NULL) {
        return "the list of tables (RSDT or XSDT) is damaged";
    }
    for (uint32_t at = HEADER_LENGTH; at + width <= length; at += width) {
        *address = extended ? get64(list + at) : get32(list + at);
        const uint8_t *signature = memory->at(memory, *address, 4);
        if (signature != NULL && same(signature, "APIC", 4)) {
            return NULL;
        }
    }
    return "there is no MADT, the table of interrupt controllers";
}

static void parse_processor(struct acpi_info *info, uint32_t identifier, uint32_t flags)
{
    if ((flags & PROCESSOR_ENABLED) == 0) {
        return;
    }
    if (info->processor_count < ACPI_PROCESSORS_MAX) {
        info->processors[info->processor_count] = identifier;
    }
    info->processor_count++;
}

static const char *parse_io_apic(struct acpi_info *info, uint32_t address, uint32_t first_interrupt)
{
    if (info->io_apic_count == ACPI_IO_APICS_MAX) {
        return "the MADT lists too many I/O APICs";
    }
    if (address == 0 || address % 16 != 0) {
        return "the MADT has an I/O APIC at an impossible address";
    }
    info->io_apics[info->io_apic_count++] = (struct acpi_io_apic){address, first_interrupt};
    return NULL;
}

/* Flags: bits 1:0 polarity, bits 3:2 trigger; 0 as the bus has it, 1 high or edge, 3 low or level, 2 reserved. */
static const char *parse_override(struct acpi_info *info, const uint8_t *entry)
{
    unsigned polarity = entry[8] & 3U;
    unsigned trigger = entry[8] >> 2 & 3U;
    if (entry[2] != 0 || entry[3] >= ACPI_ISA_LINES || polarity == 2 || trigger == 2) {
        return "the MADT overrides an interrupt that cannot exist";
    }
    info->isa[entry[3]] = (struct acpi_line){get32(entry + 4), polarity == 3, trigger == 3};
    return NULL;
}

static const char *parse_entry(struct acpi_info *info, const uint8_t *entry)
{
    unsigned kind = entry[0];
    if (kind < ARRAY_SIZE(madt_entry_length) && entry[1] < madt_entry_length[kind]) {
        return "the MADT has an entry that is too short for its kind";
    }
    switch (kind) {
    case MADT_LOCAL_APIC:
        parse_processor(info, entry[3], get32(entry + 4));
        return NULL;
    case MADT_LOCAL_X2APIC:
        parse_processor(info, get32(entry + 4), get32(entry + 8));
        return NULL;
    case MADT_IO_APIC:
        return parse_io_apic(info, get32(entry + 4), get32(entry + 8));
    case MADT_OVERRIDE:
        return parse_override(info, entry);
    case MADT_LOCAL_NMI:
        if (entry[5] > 1) {
            return "the MADT wires NMI to a pin that cannot exist";
        }
        info->nmi_pin = entry[5];
        return NULL;
    case MADT_LOCAL_APIC_ADDRESS:
        info->local_apic = get64(entry + 4);
        return NULL;
    default: /* other kinds exist, and new ones will */
        return NULL;
    }
}

const char *acpi_parse(const struct acpi_memory *memory, const uint8_t *rsdp, size_t length, struct acpi_info *info)
{
    uint64_t address;
    const char *refusal = find_madt(memory, rsdp, length, &address);
    if (refusal != NULL) {
        return refusal;
    }
    uint32_t size;
    const uint8_t *madt = table_at(memory, address, "APIC", &size);
    if (madt == NULL || size < MADT_ENTRIES) {
        return "the MADT is damaged";
    }
    *info = (struct acpi_info){.local_apic = get32(madt + 36), .nmi_pin = ACPI_NO_PIN};
    info->legacy_pics = (get32(madt + 40) & MADT_FLAG_LEGACY_PICS) != 0;
    for (unsigned line = 0; line < ACPI_ISA_LINES; line++) {
        info->isa[line].interrupt = line;
    }
    for (uint32_t at = MADT_ENTRIES; at < size; at += madt[at + 1]) {
        if (size - at < 2 || madt[at + 1] < 2 || madt[at + 1] > size - at) {
            return "the MADT has an entry that does not fit";
        }
        refusal = parse_entry(info, madt + at);
        if (refusal != NULL) {
            return refusal;
        }
    }
    if (info->local_apic == 0 || info->local_apic % PAGE_SIZE != 0 || info->local_apic >> PHYSICAL_BITS_MAX != 0) {
        return "the MADT has the local APIC at an impossible address";
    }
    return NULL;
}
