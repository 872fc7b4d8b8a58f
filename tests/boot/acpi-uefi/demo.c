/* SPDX-License-Identifier: MIT */
/* Prints what the firmware's tables said, in one line. */
#include "arch/x86_64/acpi.h"
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RSDP_REVISION 15

void demo(void)
{
    print("root pointer of %u bytes, revision %u\n", boot_info.rsdp_length, boot_info.rsdp[RSDP_REVISION]);
    print("local APIC at 0x%lx, %u processor, %u I/O APIC at 0x%lx, line 0 at input %u, NMI at pin %u\n", acpi_info.local_apic,
          acpi_info.processor_count, acpi_info.io_apic_count, acpi_info.io_apics[0].address, acpi_info.isa[0].interrupt,
          acpi_info.nmi_pin);
}
