/* SPDX-License-Identifier: MIT */
/* Takes frames until those of .boot must have come. */
#include "arch/x86_64/layout.h"
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/print.h"
#include "kernel/start.h"

extern const char __text_entry_start[];

/* What the allocator owned before: all that is available from 1 MiB on, but the image and a few frames of records. */
static uint64_t total_at_most(void)
{
    uint64_t bytes = 0;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE && range->start >= FRAME_LOWEST_ADDRESS) {
            bytes += range->end - range->start;
        }
    }
    return (bytes - (boot_info.image.end - boot_info.image.start)) / PAGE_SIZE;
}

void demo(void)
{
    uint64_t text = boot_info.image.start + ((uintptr_t)__text_entry_start - IMAGE_OFFSET - IMAGE_LOAD);
    uint64_t wanted = (text - boot_info.image.start) / PAGE_SIZE, boot = 0;
    bool zero = true, other = false;
    uint64_t total = frame_counters().total;
    struct physical_address frame = {0};
    while (frame.value < boot_info.image.end && frame_alloc_zeroed(FRAME_KERNEL, &frame)) {
        if (frame.value >= boot_info.image.start && frame.value < text) {
            boot++;
            zero = zero && *(uint64_t *)direct_map(frame) == 0;
        }
        other = other || (frame.value >= text && frame.value < boot_info.image.end);
    }
    print("%s\n", boot == wanted && zero ? "all frames of .boot are handed out, zeroed" : "frames of .boot are missing");
    print("%s\n", total + 8 > total_at_most() + wanted ? "the total has grown by as many" : "the total has not grown");
    print("%s\n", other ? "TEXT IS AMONG THEM" : "text is not among them");
}
