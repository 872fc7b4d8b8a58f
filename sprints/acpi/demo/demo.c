/* SPDX-License-Identifier: MIT */
/*
 * What the firmware's tables say about processors and interrupts.
 */
#include "arch/x86_64/acpi.h"
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RSDP_REVISION 15

void demo(void)
{
    print("root pointer: %u bytes, revision %u\n", boot_info.rsdp_length, boot_info.rsdp[RSDP_REVISION]);
    print("local APIC at 0x%lx, NMI at its pin %u\n", acpi_info.local_apic, acpi_info.nmi_pin);
    for (unsigned i = 0; i < acpi_info.processor_count && i < ACPI_PROCESSORS_MAX; i++) {
        print("processor %u has local APIC %u\n", i, acpi_info.processors[i]);
    }
    for (unsigned i = 0; i < acpi_info.io_apic_count; i++) {
        print("I/O APIC at 0x%lx, its first interrupt is %u\n", acpi_info.io_apics[i].address,
              acpi_info.io_apics[i].first_interrupt);
    }
    print("8259 controllers: %s\n", acpi_info.legacy_pics ? "there" : "none");
    for (unsigned line = 0; line < ACPI_ISA_LINES; line++) {
        const struct acpi_line *to = &acpi_info.isa[line];
        if (to->interrupt != line || to->active_low || to->level) {
            print("ISA line %u is interrupt %u, active %s, %s-triggered\n", line, to->interrupt, to->active_low ? "low" : "high",
                  to->level ? "level" : "edge");
        }
    }
}
