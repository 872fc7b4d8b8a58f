/* SPDX-License-Identifier: MIT */
/*
 * Boot step 64: the I/O APICs, every input masked until someone routes it.
 *
 * An I/O APIC has a register that selects and a window to what was selected. Each input has an entry of two words there.
 */
#include "arch/x86_64/io_apic.h"

#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/paging.h"
#include "arch/x86_64/sections.h"
#include "kernel/boot_step.h"

/* The two registers, as indexes of 32-bit words, and what the first one selects. */
#define SELECT 0
#define WINDOW 4
#define IO_APIC_BYTES 0x20
#define IO_APIC_VERSION 0x01 /* bits 23:16: number of the last input */
#define IO_APIC_ENTRY 0x10   /* of input 0, low word; the high word is the next one */

#define ENTRY_ACTIVE_LOW (1U << 13)
#define ENTRY_LEVEL (1U << 15)
#define ENTRY_MASKED (1U << 16)

static struct {
    volatile uint32_t *registers;
    unsigned inputs;
} controllers[ACPI_IO_APICS_MAX] RO_AFTER_INIT;

/* Writes the entry of one input; false if there is no such input. While it changes, the entry is masked. */
static bool entry_write(uint32_t interrupt, uint32_t low, uint32_t high)
{
    for (unsigned i = 0; i < acpi_info.io_apic_count; i++) {
        uint32_t input = interrupt - acpi_info.io_apics[i].first_interrupt;
        if (interrupt >= acpi_info.io_apics[i].first_interrupt && input < controllers[i].inputs) {
            volatile uint32_t *registers = controllers[i].registers;
            registers[SELECT] = IO_APIC_ENTRY + 2 * input;
            registers[WINDOW] = ENTRY_MASKED;
            registers[SELECT] = IO_APIC_ENTRY + 2 * input + 1;
            registers[WINDOW] = high;
            registers[SELECT] = IO_APIC_ENTRY + 2 * input;
            registers[WINDOW] = low;
            return true;
        }
    }
    return false;
}

bool io_apic_route(const struct acpi_line *line, uint8_t vector)
{
    uint32_t low = vector | (line->active_low ? ENTRY_ACTIVE_LOW : 0) | (line->level ? ENTRY_LEVEL : 0);
    return entry_write(line->interrupt, low, local_apic_read(LOCAL_APIC_ID));
}

void io_apic_mask(uint32_t interrupt)
{
    entry_write(interrupt, ENTRY_MASKED, 0);
}

unsigned io_apic_inputs(void)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < acpi_info.io_apic_count; i++) {
        sum += controllers[i].inputs;
    }
    return sum;
}

static void io_apic_init(void)
{
    for (unsigned i = 0; i < acpi_info.io_apic_count; i++) {
        const struct acpi_io_apic *found = &acpi_info.io_apics[i];
        volatile uint32_t *registers = device_map((struct physical_address){found->address}, IO_APIC_BYTES);
        registers[SELECT] = IO_APIC_VERSION;
        controllers[i].registers = registers;
        controllers[i].inputs = (registers[WINDOW] >> 16 & 0xff) + 1;
        for (unsigned input = 0; input < controllers[i].inputs; input++) {
            io_apic_mask(found->first_interrupt + input);
        }
    }
}
BOOT_STEP(64, io_apic_init);
