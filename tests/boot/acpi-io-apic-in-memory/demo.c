/* SPDX-License-Identifier: MIT */
/* Before the tables are read, the memory map gains a range where the machine's I/O APIC is. The allocator has been filled by then. */
#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define IO_APIC UINT64_C(0xfec00000)

static void claim(void)
{
    boot_info.ranges[boot_info.range_count++] =
        (struct memory_range){.start = IO_APIC, .end = IO_APIC + PAGE_SIZE, .type = MEMORY_AVAILABLE};
}
BOOT_STEP(59, claim);

void demo(void)
{
    print("the tables were accepted\n");
}
