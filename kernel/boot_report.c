/* SPDX-License-Identifier: MIT */
/*
 * Boot step 21: prints what the boot loader said, as the kernel understood it.
 */
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/print.h"

static const char *type_name(enum memory_type type)
{
    switch (type) {
    case MEMORY_AVAILABLE:
        return "available";
    case MEMORY_ACPI_RECLAIMABLE:
        return "ACPI tables";
    case MEMORY_ACPI_NVS:
        return "ACPI, kept";
    case MEMORY_RESERVED:
        return "reserved";
    case MEMORY_DEFECTIVE:
        return "defective";
    }
    return "?";
}

static void boot_report(void)
{
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        print("memory  0x%016lx to 0x%016lx %s\n", range->start, range->end,
              type_name(range->type));
    }
    print("image   0x%016lx to 0x%016lx\n", boot_info.image.start,
          boot_info.image.end);
    for (unsigned i = 0; i < boot_info.module_count; i++) {
        const struct boot_module *module = &boot_info.modules[i];
        print("module  0x%016lx to 0x%016lx %s\n", module->start, module->end,
              module->name);
    }
    print("command line \"%s\"\n", boot_info.command_line);
}
BOOT_STEP(21, boot_report);
