/* SPDX-License-Identifier: MIT */
/*
 * Starts init, and says how much memory is in use by then: image, archive, records, page tables, objects and init itself.
 */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/init.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

void demo(void)
{
    uint64_t available = 0;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE && range->start >= FRAME_LOWEST_ADDRESS) {
            available += range->end - range->start;
        }
    }
    init_start();
    print("bench resident_at_init %lu KiB\n", (available - frame_counters().free * PAGE_SIZE) / 1024);
    kernel_resume();
}
