/* SPDX-License-Identifier: MIT */
/* Adds the boot information up without the allocator, and compares; then takes many frames and gives them back. */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

/* Available memory above the first MiB, without the image. No module is loaded before a sprint needs one. */
static uint64_t frames_there(void)
{
    uint64_t bytes = 0;
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (range->type == MEMORY_AVAILABLE && range->end > FRAME_LOWEST_ADDRESS) {
            bytes += range->end - (range->start > FRAME_LOWEST_ADDRESS ? range->start : FRAME_LOWEST_ADDRESS);
        }
    }
    bytes -= boot_info.image.end - boot_info.image.start;
    for (unsigned i = 0; i < boot_info.module_count; i++) {
        bytes -= (boot_info.modules[i].end - boot_info.modules[i].start + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
    }
    return bytes / PAGE_SIZE;
}

void demo(void)
{
    struct frame_counters counters = frame_counters();
    uint64_t records = frames_there() - counters.total;
    print("%lu GiB or less\n", (counters.total * PAGE_SIZE >> 30) + 1);
    /* Two bits and a sixtieth for each frame: less than a frame for each 8,000, but for a few at the edges. */
    assert(records >= counters.total / 16384 && records <= counters.total / 8000 + 4 + counters.total / 512);
    static struct physical_address taken[8192];
    for (unsigned i = 0; i < ARRAY_SIZE(taken); i++) {
        assert(frame_alloc(FRAME_OBJECT, &taken[i]));
        assert(i == 0 || taken[i].value > taken[i - 1].value);
        assert(taken[i].value < boot_info.image.start || taken[i].value >= boot_info.image.end);
    }
    assert(frame_counters().free == counters.free - ARRAY_SIZE(taken));
    for (unsigned i = 0; i < ARRAY_SIZE(taken); i++) {
        frame_free(FRAME_OBJECT, taken[(i * 4099) % ARRAY_SIZE(taken)]);
    }
    assert(frame_counters().free == counters.free);
    print("8192 frames came and went\n");
}
