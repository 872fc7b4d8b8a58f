/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the firmware's ACPI tables say about interrupt controllers and processors.
 */
#ifndef ARCH_ACPI_H
#define ARCH_ACPI_H

#include "kernel/types.h"

/** @defgroup acpi ACPI tables
 *  @brief Root pointer, RSDT or XSDT, and the MADT, checked before a word of them is believed.
 *  @{ */

/** Most processors that are kept; further ones are only counted. */
#define ACPI_PROCESSORS_MAX 64
/** Most I/O APICs that are kept. A table with more is refused. */
#define ACPI_IO_APICS_MAX 8
/** Interrupt lines of the ISA bus, the numbers that a PC's old devices have. */
#define ACPI_ISA_LINES 16
/** acpi_info::nmi_pin if the tables name no pin. */
#define ACPI_NO_PIN 0xff

/** An I/O APIC. */
struct acpi_io_apic {
    uint64_t address;         /**< Physical address of its registers, a multiple of 16. */
    uint32_t first_interrupt; /**< Global interrupt number of its first input. */
};

/** Where an ISA line ends, and how it signals. */
struct acpi_line {
    uint32_t interrupt; /**< Global interrupt number. */
    bool active_low;    /**< Asserted when low. ISA lines are active high unless the tables say otherwise. */
    bool level;         /**< Level-triggered. ISA lines are edge-triggered unless the tables say otherwise. */
};

/** What the kernel keeps of the tables. */
struct acpi_info {
    uint64_t local_apic;                               /**< Physical address of each local APIC, a multiple of PAGE_SIZE. */
    bool legacy_pics;                                  /**< There are two 8259 controllers as well. */
    uint8_t nmi_pin;                                   /**< Pin of the local APIC that is wired to NMI: 0, 1, ACPI_NO_PIN. */
    unsigned processor_count;                          /**< Usable processors; may exceed ACPI_PROCESSORS_MAX. */
    uint32_t processors[ACPI_PROCESSORS_MAX];          /**< Their APIC identifiers, in the table's order. */
    unsigned io_apic_count;                            /**< I/O APICs in use. */
    struct acpi_io_apic io_apics[ACPI_IO_APICS_MAX];   /**< In the table's order. */
    struct acpi_line isa[ACPI_ISA_LINES];              /**< By ISA line. */
};

/** How the parser reads physical memory: the kernel's direct map, or a test's buffer. */
struct acpi_memory {
    /**
     * Makes bytes readable.
     *
     * @param memory  this structure
     * @param address physical address of the first byte
     * @param length  number of bytes, not 0
     * @return the first byte, or null if not all of them are memory
     */
    const uint8_t *(*at)(const struct acpi_memory *memory, uint64_t address, uint64_t length);
};

/**
 * Reads the tables. They are untrusted: every length, checksum and address is checked, and nothing outside what
 * memory->at() hands out is read.
 *
 * @param memory how to read
 * @param rsdp   a copy of the root pointer
 * @param length bytes at rsdp
 * @param info   receives the result; its content is undefined after a refusal
 * @return null, or why the tables were refused
 *
 * Source: ACPI 6.5, sections 5.2.5 (RSDP), 5.2.6 (header), 5.2.7 (RSDT), 5.2.8 (XSDT), 5.2.12 (MADT).
 */
const char *acpi_parse(const struct acpi_memory *memory, const uint8_t *rsdp, size_t length, struct acpi_info *info);

/** What the tables of this machine said. Filled at boot step 60, constant after. */
extern struct acpi_info acpi_info;

/** @} */

#endif
