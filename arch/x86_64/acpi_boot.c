/* SPDX-License-Identifier: MIT */
/*
 * Boot step 60: reads this machine's ACPI tables, from memory that the boot loader's map lists and from nowhere else: a read from
 * a device's register could change the device.
 */
#include "arch/x86_64/acpi.h"
#include "arch/x86_64/sections.h"
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/machine.h"
#include "kernel/panic.h"

struct acpi_info acpi_info RO_AFTER_INIT;

/* What the direct map holds: all available memory, and of what the firmware keeps the part below DIRECT_MAP_EARLY_END. */
static const uint8_t *memory_at(const struct acpi_memory *memory, uint64_t address, uint64_t length)
{
    (void)memory;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        uint64_t end = range->end;
        if (range->type == MEMORY_DEFECTIVE) {
            continue;
        }
        if (range->type != MEMORY_AVAILABLE && end > DIRECT_MAP_EARLY_END) {
            end = DIRECT_MAP_EARLY_END;
        }
        if (address >= range->start && address < end && length <= end - address) {
            return direct_map((struct physical_address){address});
        }
    }
    return NULL;
}

/* Registers that lie in memory would make a second, writable way to it. */
static bool in_memory(uint64_t address)
{
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE && address + PAGE_SIZE > range->start && address < range->end) {
            return true;
        }
    }
    return false;
}

static void acpi_init(void)
{
    static const struct acpi_memory memory = {memory_at};
    const char *refusal = acpi_parse(&memory, boot_info.rsdp, boot_info.rsdp_length, &acpi_info);
    if (refusal != NULL) {
        panic(PANIC_INTERRUPT_CONTROLLERS, "ACPI: %s; switch ACPI on in the firmware, or update it", refusal);
    }
    for (unsigned i = 0; i < acpi_info.io_apic_count; i++) {
        if (in_memory(acpi_info.io_apics[i].address)) {
            panic(PANIC_INTERRUPT_CONTROLLERS, "ACPI: an I/O APIC lies in memory; update the firmware");
        }
    }
}
BOOT_STEP(60, acpi_init);
