/* SPDX-License-Identifier: MIT */
/* Asks for the largest range: of this machine, of a map that is made up, and of one without available memory. */
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

static struct boot_info made_up = {
    .range_count = 4,
    .ranges = {
        {0x1000, 0x3000, MEMORY_AVAILABLE},
        {0x5000, 0x8000, MEMORY_AVAILABLE},
        {0x9000, 0xf000, MEMORY_RESERVED},
        {0x10000, 0x13000, MEMORY_AVAILABLE},
    },
};

void demo(void)
{
    struct memory_range range = {0, 0, 0};
    if (boot_largest(&boot_info, &range)) {
        print("this machine: 0x%016lx to 0x%016lx\n", range.start, range.end);
    }
    if (boot_largest(&made_up, &range)) {
        print("made up: 0x%lx to 0x%lx\n", range.start, range.end);
    }
    for (unsigned i = 0; i < made_up.range_count; i++) {
        made_up.ranges[i].type = MEMORY_DEFECTIVE;
    }
    bool found = boot_largest(&made_up, &range);
    print("nothing available: %s, %s\n", found ? "true" : "false", range.start == 0x5000 ? "untouched" : "changed");
}
