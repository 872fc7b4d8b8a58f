/* SPDX-License-Identifier: MIT */
/*
 * The frame allocator. It owns every frame of available memory that holds neither the kernel's image, nor a module, nor its
 * own records.
 *
 * Invariant: a frame that it owns is free (a member of `free_frames`) or handed out (its bit in `handed_out` is set), never
 * both. A frame that it does not own is neither. So one bit, looked at when a frame comes back, tells a frame that comes back
 * twice and a frame that was never handed out.
 */
#include "kernel/frame_alloc.h"

#include "kernel/boot_info.h"
#include "kernel/boot_step.h"
#include "kernel/lib/bitmap_tree.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"

static struct bitmap_tree free_frames;
static uint64_t *handed_out;
static struct frame_counters counters;

#ifdef DEBUG
// [tag-byte]
/* One byte for each frame: its owner, and TAG_OLD if it was handed out before frame_leaks_begin(). */
#define TAG_BYTES 1
#define TAG_OLD 0x80
static uint8_t *tags;

static void tag_frame(uint64_t frame, uint8_t tag)
{
    tags[frame] = tag;
}

static void tag_check(uint64_t frame, enum frame_owner owner)
{
    unsigned tag = tags[frame] & ~TAG_OLD;
    if (tag != owner) {
        panic(PANIC_FRAME, "frame 0x%lx is given back by owner %u but was taken by owner %u", frame * PAGE_SIZE,
              (unsigned)owner, tag);
    }
}
// [/tag-byte]

void frame_leaks_begin(void)
{
    for (uint64_t frame = 0; frame < free_frames.bits; frame++) {
        tags[frame] |= tags[frame] != 0 ? TAG_OLD : 0;
    }
}

uint64_t frame_leaks_report(void)
{
    uint64_t leaks = 0;
    for (uint64_t frame = 0; frame < free_frames.bits; frame++) {
        if (tags[frame] == 0 || (tags[frame] & TAG_OLD) != 0) {
            continue;
        }
        if (leaks++ < 8) {
            print("leak: frame 0x%lx, owner %u\n", frame * PAGE_SIZE, (unsigned)tags[frame]);
        }
    }
    return leaks;
}
#else
// [no-tags]
#define TAG_BYTES 0

static void tag_frame(uint64_t frame, uint8_t tag)
{
    (void)frame;
    (void)tag;
}

static void tag_check(uint64_t frame, enum frame_owner owner)
{
    (void)frame;
    (void)owner;
}
// [/no-tags]
#endif

bool frame_alloc(enum frame_owner owner, struct physical_address *frame)
{
    uint64_t number;
    if (!bitmap_tree_first(&free_frames, &number)) {
        return false;
    }
    bitmap_tree_clear(&free_frames, number);
    handed_out[number / 64] |= UINT64_C(1) << (number % 64);
    tag_frame(number, (uint8_t)owner);
    counters.free--;
    frame->value = number * PAGE_SIZE;
    return true;
}

bool frame_alloc_zeroed(enum frame_owner owner, struct physical_address *frame)
{
    if (!frame_alloc(owner, frame)) {
        return false;
    }
    __builtin_memset(direct_map(*frame), 0, PAGE_SIZE);
    return true;
}

void frame_free(enum frame_owner owner, struct physical_address frame)
{
    uint64_t number = frame.value / PAGE_SIZE;
    if (frame.value % PAGE_SIZE != 0 || number >= free_frames.bits) {
        panic(PANIC_FRAME, "0x%lx is no frame of this machine", frame.value);
    }
    uint64_t mask = UINT64_C(1) << (number % 64);
    if ((handed_out[number / 64] & mask) == 0) {
        panic(PANIC_FRAME, "frame 0x%lx is given back but %s", frame.value,
              bitmap_tree_test(&free_frames, number) ? "is free already" : "was never handed out");
    }
    tag_check(number, owner);
    tag_frame(number, 0);
    handed_out[number / 64] &= ~mask;
    bitmap_tree_set(&free_frames, number);
    counters.free++;
}

struct frame_counters frame_counters(void)
{
    return counters;
}

/* Tells whether [start, end) touches [other_start, other_end). */
static bool overlaps(uint64_t start, uint64_t end, uint64_t other_start, uint64_t other_end)
{
    return start < other_end && other_start < end;
}

/* The end of something that lies in [start, end) already, rounded up to a frame; 0 if nothing does. */
static uint64_t occupied_until(const struct boot_info *info, uint64_t start, uint64_t end)
{
    if (overlaps(start, end, info->image.start, info->image.end)) {
        return info->image.end;
    }
    for (unsigned i = 0; i < info->module_count; i++) {
        const struct boot_module *module = &info->modules[i];
        if (overlaps(start, end, module->start, module->end)) {
            return (module->end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
        }
    }
    return 0;
}

/* Finds room for the allocator's own records, where the kernel can reach it already. */
static bool records_place(const struct boot_info *info, uint64_t bytes, struct physical_address *place)
{
    for (unsigned i = 0; i < info->range_count; i++) {
        const struct memory_range *range = &info->ranges[i];
        if (range->type != MEMORY_AVAILABLE) {
            continue;
        }
        uint64_t limit = range->end < DIRECT_MAP_EARLY_END ? range->end : DIRECT_MAP_EARLY_END;
        uint64_t start = range->start > FRAME_LOWEST_ADDRESS ? range->start : FRAME_LOWEST_ADDRESS;
        while (start < limit && limit - start >= bytes) {
            uint64_t next = occupied_until(info, start, start + bytes);
            if (next == 0) {
                place->value = start;
                return true;
            }
            start = next;
        }
    }
    return false;
}

/* One more than the highest frame that is available. What lies beyond the tree's reach (4 TiB) stays unused. */
static uint64_t frames_end(const struct boot_info *info)
{
    uint64_t end = 0;
    for (unsigned i = 0; i < info->range_count; i++) {
        if (info->ranges[i].type == MEMORY_AVAILABLE && info->ranges[i].end > end) {
            end = info->ranges[i].end;
        }
    }
    end /= PAGE_SIZE;
    return end < BITMAP_TREE_BITS_MAX ? end : BITMAP_TREE_BITS_MAX;
}

static void frames_add(uint64_t start, uint64_t end)
{
    start = start > FRAME_LOWEST_ADDRESS ? start : FRAME_LOWEST_ADDRESS;
    uint64_t first = start / PAGE_SIZE;
    uint64_t last = end / PAGE_SIZE < free_frames.bits ? end / PAGE_SIZE : free_frames.bits;
    if (first < last) {
        bitmap_tree_set_range(&free_frames, first, last);
        counters.total += last - first;
    }
}

/* Takes what is in use already out of the set. The parts may overlap and may lie outside of available memory. */
static void frames_remove(uint64_t start, uint64_t end)
{
    for (uint64_t frame = start / PAGE_SIZE; frame * PAGE_SIZE < end && frame < free_frames.bits; frame++) {
        if (bitmap_tree_test(&free_frames, frame)) {
            bitmap_tree_clear(&free_frames, frame);
            counters.total--;
        }
    }
}

/* Bytes of records: the tree, a bit for each frame that is handed out, and the debug build's tags; whole pages. */
static uint64_t records_bytes(uint64_t frames)
{
    uint64_t bytes = (bitmap_tree_words(frames) + (frames + 63) / 64) * sizeof(uint64_t) + frames * TAG_BYTES;
    return (bytes + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

/* Lays the records out, and owns nothing yet. */
static void records_make(struct physical_address place, uint64_t frames)
{
    uint64_t *words = direct_map(place);
    bitmap_tree_init(&free_frames, words, frames);
    handed_out = words + bitmap_tree_words(frames);
    for (uint64_t i = 0; i < (frames + 63) / 64; i++) {
        handed_out[i] = 0;
    }
#ifdef DEBUG
    tags = (uint8_t *)(handed_out + (frames + 63) / 64);
    for (uint64_t i = 0; i < frames; i++) {
        tags[i] = 0;
    }
#endif
    counters = (struct frame_counters){0};
}

/* Builds the allocator from the boot information. */
static void frames_build(const struct boot_info *info)
{
    uint64_t frames = frames_end(info);
    if (frames == 0) {
        panic(PANIC_MEMORY, "the boot loader's memory map has no available memory");
    }
    uint64_t bytes = records_bytes(frames);
    struct physical_address place;
    if (!records_place(info, bytes, &place)) {
        panic(PANIC_MEMORY, "no room for %lu KiB of frame records below 4 GiB: give the machine more memory", bytes / 1024);
    }
    records_make(place, frames);
    for (unsigned i = 0; i < info->range_count; i++) {
        if (info->ranges[i].type == MEMORY_AVAILABLE) {
            frames_add(info->ranges[i].start, info->ranges[i].end);
        }
    }
    frames_remove(info->image.start, info->image.end);
    for (unsigned i = 0; i < info->module_count; i++) {
        frames_remove(info->modules[i].start, info->modules[i].end);
    }
    frames_remove(place.value, place.value + bytes);
    counters.free = counters.total;
}

static void frames_init(void)
{
    frames_build(&boot_info);
    print("frames: %lu MiB free\n", counters.free * PAGE_SIZE >> 20);
}
BOOT_STEP(40, frames_init);
