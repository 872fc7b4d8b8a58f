/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The I/O APICs: they turn the wires of devices into interrupts for local APICs.
 *
 * Source: Intel 82093AA data sheet, section 3.
 */
#ifndef ARCH_IO_APIC_H
#define ARCH_IO_APIC_H

#include "arch/x86_64/acpi.h"

/** @defgroup io_apic I/O APIC
 *  @brief Turns the wires of devices into interrupts for local APICs.
 *  @{ */

/**
 * Sends a device's interrupts to this processor. From boot step 64 on.
 *
 * @param line   where the wire ends and how it signals
 * @param vector the vector that they arrive with; it must have a handler
 * @return false if no I/O APIC has that input
 */
bool io_apic_route(const struct acpi_line *line, uint8_t vector);

/** Stops what io_apic_route() began. Nothing happens if no I/O APIC has that input. */
void io_apic_mask(uint32_t interrupt);

/** Inputs of all I/O APICs together. From boot step 64 on. */
unsigned io_apic_inputs(void);

/** @} */

#endif
