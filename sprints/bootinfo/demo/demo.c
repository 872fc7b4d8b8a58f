/* SPDX-License-Identifier: MIT */
/*
 * The third checkpoint: the boot steps have printed what GRUB said; the demonstration adds it up.
 */
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    uint64_t available = 0;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        if (boot_info.ranges[i].type == MEMORY_AVAILABLE) {
            available += boot_info.ranges[i].end - boot_info.ranges[i].start;
        }
    }
    print("%lu KiB of memory may be used\n", available / 1024);

    char value[16];
    if (boot_option(&boot_info, "greeting", value, sizeof(value))) {
        print("the command line asks for a greeting: hello, %s\n", value);
    }
}
