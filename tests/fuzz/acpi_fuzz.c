/* SPDX-License-Identifier: MIT */
/*
 * The ACPI parser against arbitrary bytes.
 *
 * Input: one byte of options, 36 bytes that are the root pointer, the rest is memory from physical address 0x1000 on.
 * With options bit 0 clear the checksums are put right on the way to the parser, so that the fuzzer need not guess them.
 * Every request is answered with a copy of exactly the bytes that were asked for: one byte read too many is reported.
 */
// proves: No ACPI tables, however damaged, make the parser read outside them or accept an impossible address
// sources: arch/x86_64/acpi.c
#include "arch/x86_64/acpi.h"

#include <stdlib.h>
#include <string.h>

#define MEMORY_START UINT64_C(0x1000)
#define COPIES_MAX 512

static struct {
    struct acpi_memory memory;
    const uint8_t *bytes;
    size_t length;
    bool repair;
    void *copies[COPIES_MAX];
    size_t copy_count;
} world;

static void balance(uint8_t *bytes, size_t length, size_t at)
{
    bytes[at] = 0;
    uint8_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum = (uint8_t)(sum + bytes[i]);
    }
    bytes[at] = (uint8_t)-sum;
}

static const uint8_t *world_at(const struct acpi_memory *memory, uint64_t address, uint64_t length)
{
    (void)memory;
    if (length == 0) {
        abort();
    }
    if (address < MEMORY_START || address - MEMORY_START >= world.length || length > world.length - (address - MEMORY_START) ||
        world.copy_count == COPIES_MAX) {
        return NULL;
    }
    uint8_t *copy = malloc(length);
    memcpy(copy, world.bytes + (address - MEMORY_START), length);
    if (world.repair && length >= 36) {
        balance(copy, length, 9);
    }
    world.copies[world.copy_count++] = copy;
    return copy;
}

static void check(const struct acpi_info *info)
{
    bool right = info->local_apic != 0 && info->local_apic % PAGE_SIZE == 0 && info->io_apic_count <= ACPI_IO_APICS_MAX &&
                 (info->nmi_pin <= 1 || info->nmi_pin == ACPI_NO_PIN);
    for (unsigned i = 0; right && i < info->io_apic_count; i++) {
        right = info->io_apics[i].address != 0 && info->io_apics[i].address % 16 == 0;
    }
    if (!right) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t rsdp[36];
    if (size < 1 + sizeof(rsdp)) {
        return 0;
    }
    memcpy(rsdp, data + 1, sizeof(rsdp));
    world.memory.at = world_at;
    world.repair = (data[0] & 1) == 0;
    world.bytes = data + 1 + sizeof(rsdp);
    world.length = size - 1 - sizeof(rsdp);
    if (world.repair) {
        balance(rsdp, 20, 8);
        balance(rsdp, 36, 32);
    }
    struct acpi_info info;
    if (acpi_parse(&world.memory, rsdp, (data[0] & 2) != 0 ? 20 : 36, &info) == NULL) {
        check(&info);
    }
    while (world.copy_count > 0) {
        free(world.copies[--world.copy_count]);
    }
    return 0;
}
