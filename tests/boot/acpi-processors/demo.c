/* SPDX-License-Identifier: MIT */
/* Prints the local APIC of each processor. */
#include "arch/x86_64/acpi.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    print("%u processors:", acpi_info.processor_count);
    for (unsigned i = 0; i < acpi_info.processor_count; i++) {
        print(" %u", acpi_info.processors[i]);
    }
    print("\n");
}
