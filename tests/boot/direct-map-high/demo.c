/* SPDX-License-Identifier: MIT */
/* Writes to the first and the last word of every range of available memory, but for the image, and reads back. */
#include "kernel/boot_info.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static void keep(uint64_t address)
{
    volatile uint64_t *word = direct_map((struct physical_address){address});
    uint64_t was = *word;
    *word = ~address;
    assert(*word == ~address);
    *word = was;
}

void demo(void)
{
    unsigned count = 0;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE) {
            keep(range->start);
            keep(range->end - 8);
            count++;
        }
    }
    print("%u ranges, all bytes at their ends keep what is written\n", count);
}
