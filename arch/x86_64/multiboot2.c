/* SPDX-License-Identifier: MIT */
/*
 * Reads Multiboot2 information: a list of tags, each with a type and a size, ended by a tag of type 0.
 *
 * Invariants: no byte is read before its place was checked against the size that holds it; a size is compared with what
 * is left, never added to an offset first, so no sum can wrap; what is kept is a copy.
 */
#include "arch/x86_64/multiboot2.h"

#include "kernel/lib/string.h"

/** Types of tags that are read; all others are skipped. */
enum {
    TAG_END = 0,
    TAG_COMMAND_LINE = 1,
    TAG_MODULE = 3,
    TAG_MEMORY_MAP = 6,
    TAG_RSDP_OLD = 14,
    TAG_RSDP_NEW = 15,
};

/** Sizes and offsets of the format, in bytes. */
enum {
    INFORMATION_HEAD = 8, /* total size, reserved */
    TAG_HEAD = 8,         /* type, size */
    TAG_ALIGNMENT = 8,
    MODULE_HEAD = 16,      /* tag head, start, end */
    MAP_HEAD = 16,         /* tag head, size of an entry, version */
    MAP_ENTRY_MIN = 24,    /* base, length, type, reserved */
    MAP_ENTRIES_MAX = 512, /* more than any firmware reports; bounds the time that sorting takes */
    RSDP_OLD_LENGTH = 20,
    RSDP_NEW_LENGTH = 36,
};

/** Physical addresses have at most 52 bits (Intel SDM volume 3A, section 4.1.4; AMD APM volume 2, section 5.1). */
#define PHYSICAL_LIMIT (UINT64_C(1) << 52)

/** The memory map as it lies in the information: where the entries start, how far apart they are, how many there are. */
struct map {
    const uint8_t *entries;
    size_t entry_size;
    size_t count;
};

static uint32_t load_32(const uint8_t *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof(value));
    return value;
}

static uint64_t load_64(const uint8_t *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof(value));
    return value;
}

/** Whether a zero ends the string that starts at text, before size bytes are over. */
static bool terminated(const uint8_t *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == 0) {
            return true;
        }
    }
    return false;
}

static const char *read_command_line(const uint8_t *tag, size_t size, struct boot_info *info)
{
    if (!terminated(tag + TAG_HEAD, size - TAG_HEAD)) {
        return "the command line has no end";
    }
    string_copy(info->command_line, sizeof(info->command_line), (const char *)tag + TAG_HEAD);
    return NULL;
}

static const char *read_module(const uint8_t *tag, size_t size, struct boot_info *info)
{
    if (size < MODULE_HEAD || !terminated(tag + MODULE_HEAD, size - MODULE_HEAD)) {
        return "a module's name has no end";
    }
    if (info->module_count == BOOT_MODULES_MAX) {
        return "there are too many modules";
    }
    struct boot_module *module = &info->modules[info->module_count];
    module->start = load_32(tag + 8);
    module->end = load_32(tag + 12);
    if (module->end < module->start) {
        return "a module ends before it starts";
    }
    if (module->start % PAGE_SIZE != 0) {
        return "a module does not start on a page boundary";
    }
    string_copy(module->name, sizeof(module->name), (const char *)tag + MODULE_HEAD);
    info->module_count++;
    return NULL;
}

/** Finds the entries of the memory map. A later version of the entry is read too: it only adds fields at the end. */
static const char *read_memory_map(const uint8_t *tag, size_t size, struct map *map)
{
    if (map->entries != NULL) {
        return "there are two memory maps";
    }
    if (size < MAP_HEAD) {
        return "the memory map is shorter than its head";
    }
    map->entries = tag + MAP_HEAD;
    map->entry_size = load_32(tag + 8);
    if (map->entry_size < MAP_ENTRY_MIN || map->entry_size % 8 != 0) {
        return "the memory map's entries have an impossible size";
    }
    if ((size - MAP_HEAD) % map->entry_size != 0) {
        return "the memory map ends within an entry";
    }
    map->count = (size - MAP_HEAD) / map->entry_size;
    return map->count > MAP_ENTRIES_MAX ? "the memory map has too many entries" : NULL;
}

/** Copies ACPI's root pointer. A new one takes the place of an old one, never the other way round. */
static const char *read_rsdp(const uint8_t *tag, size_t size, unsigned length, struct boot_info *info)
{
    if (size - TAG_HEAD < length) {
        return "ACPI's root pointer is cut short";
    }
    if (length >= info->rsdp_length) {
        memcpy(info->rsdp, tag + TAG_HEAD, length);
        info->rsdp_length = length;
    }
    return NULL;
}

static const char *read_tag(uint32_t type, const uint8_t *tag, size_t size, struct map *map, struct boot_info *info)
{
    switch (type) {
    case TAG_COMMAND_LINE:
        return read_command_line(tag, size, info);
    case TAG_MODULE:
        return read_module(tag, size, info);
    case TAG_MEMORY_MAP:
        return read_memory_map(tag, size, map);
    case TAG_RSDP_OLD:
        return read_rsdp(tag, size, RSDP_OLD_LENGTH, info);
    case TAG_RSDP_NEW:
        return read_rsdp(tag, size, RSDP_NEW_LENGTH, info);
    default:
        return NULL;
    }
}

/** Walks the tags. Between two steps, at is where the next tag starts and left is how many bytes there are from there on. */
static const char *read_tags(const uint8_t *at, size_t left, struct map *map, struct boot_info *info)
{
    for (;;) {
        if (left < TAG_HEAD) {
            return "the list of tags has no end";
        }
        uint32_t type = load_32(at);
        size_t size = load_32(at + 4);
        if (size < TAG_HEAD) {
            return "a tag is shorter than its head";
        }
        if (size > left) {
            return "a tag reaches beyond the information";
        }
        if (type == TAG_END) {
            return NULL;
        }
        const char *broken = read_tag(type, at, size, map, info);
        if (broken != NULL) {
            return broken;
        }
        size_t step = (size + TAG_ALIGNMENT - 1) & ~(size_t)(TAG_ALIGNMENT - 1);
        if (step > left) {
            return "the list of tags has no end";
        }
        at += step;
        left -= step;
    }
}

/** The kernel's name for a type in the map. What the specification does not name is reserved, as it asks (section 3.6.8). */
static enum memory_type memory_type(uint32_t type)
{
    switch (type) {
    case 1:
        return MEMORY_AVAILABLE;
    case 3:
        return MEMORY_ACPI_RECLAIMABLE;
    case 4:
        return MEMORY_ACPI_NVS;
    case 5:
        return MEMORY_DEFECTIVE;
    default:
        return MEMORY_RESERVED;
    }
}

/** Reads one entry in whole pages: available memory shrinks to them, any other grows to them. False if nothing is left of it. */
static bool load_range(const struct map *map, size_t index, struct memory_range *range)
{
    const uint8_t *entry = map->entries + index * map->entry_size;
    uint64_t start = load_64(entry);
    uint64_t end = start + load_64(entry + 8);
    range->type = memory_type(load_32(entry + 16));
    if (start == end) {
        return false;
    }
    if (range->type == MEMORY_AVAILABLE) {
        start += PAGE_SIZE - 1;
    } else {
        end += PAGE_SIZE - 1;
    }
    range->start = start & ~(PAGE_SIZE - 1);
    range->end = end & ~(PAGE_SIZE - 1);
    return range->start < range->end;
}

/** Appends a range that starts where the last one ends, or later. */
static const char *append_range(struct boot_info *info, struct memory_range range)
{
    if (info->range_count > 0) {
        struct memory_range *last = &info->ranges[info->range_count - 1];
        if (last->end == range.start && last->type == range.type) {
            last->end = range.end;
            return NULL;
        }
    }
    if (info->range_count == BOOT_RANGES_MAX) {
        return "there are too many memory ranges";
    }
    info->ranges[info->range_count++] = range;
    return NULL;
}

/**
 * Sorts the map. Goes up through memory from edge to edge: no range starts or ends between two edges, so all of what lies
 * between has one type, the largest among the ranges that cover it.
 */
static const char *sort_memory_map(const struct map *map, struct boot_info *info)
{
    for (size_t i = 0; i < map->count; i++) {
        uint64_t start = load_64(map->entries + i * map->entry_size);
        uint64_t length = load_64(map->entries + i * map->entry_size + 8);
        if (start > PHYSICAL_LIMIT || length > PHYSICAL_LIMIT - start) {
            return "a memory range lies beyond 52 bits";
        }
    }
    const char *broken = NULL;
    uint64_t edge = 0;
    while (broken == NULL) {
        struct memory_range here = {.start = edge, .end = UINT64_MAX, .type = 0};
        for (size_t i = 0; i < map->count; i++) {
            struct memory_range range;
            if (!load_range(map, i, &range) || range.end <= edge) {
                continue;
            }
            uint64_t next = range.start > edge ? range.start : range.end;
            if (next < here.end) {
                here.end = next;
            }
            if (range.start <= edge && range.type > here.type) {
                here.type = range.type;
            }
        }
        if (here.end == UINT64_MAX) {
            break;
        }
        if (here.type != 0) {
            broken = append_range(info, here);
        }
        edge = here.end;
    }
    return broken;
}

/** Whether [start, end) is memory that the map calls available. Neighbours are merged, so it lies in one range. */
static bool available(const struct boot_info *info, uint64_t start, uint64_t end)
{
    for (unsigned i = 0; i < info->range_count; i++) {
        const struct memory_range *range = &info->ranges[i];
        if (range->type == MEMORY_AVAILABLE && range->start <= start && end <= range->end) {
            return true;
        }
    }
    return false;
}

/** The end of a module's last page. Cannot wrap: the format gives modules 32-bit addresses. */
static uint64_t pages_end(const struct boot_module *module)
{
    return (module->end + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1);
}

/** Checks that the image and the modules lie in available memory and that no page belongs to two of them. */
static const char *check_places(const struct boot_info *info)
{
    if (info->image.start < info->image.end && !available(info, info->image.start, info->image.end)) {
        return "the kernel does not lie in available memory";
    }
    for (unsigned i = 0; i < info->module_count; i++) {
        uint64_t start = info->modules[i].start;
        uint64_t end = pages_end(&info->modules[i]);
        if (start == end) {
            continue;
        }
        if (!available(info, start, end)) {
            return "a module does not lie in available memory";
        }
        if (start < info->image.end && info->image.start < end) {
            return "a module overlaps the kernel";
        }
        for (unsigned k = 0; k < i; k++) {
            if (start < pages_end(&info->modules[k]) && info->modules[k].start < end) {
                return "two modules overlap";
            }
        }
    }
    return NULL;
}

const char *multiboot2_parse(const void *data, size_t limit, struct boot_info *info)
{
    const uint8_t *bytes = data;
    struct map map = {.entries = NULL};
    struct memory_range image = info->image;
    memset(info, 0, sizeof(*info));
    info->image = image;

    if (limit < INFORMATION_HEAD) {
        return "the information is shorter than its head";
    }
    size_t total = load_32(bytes);
    if (total < INFORMATION_HEAD || total > limit) {
        return "the information has an impossible size";
    }
    const char *broken = read_tags(bytes + INFORMATION_HEAD, total - INFORMATION_HEAD, &map, info);
    if (broken != NULL) {
        return broken;
    }
    if (map.entries == NULL) {
        return "there is no memory map";
    }
    broken = sort_memory_map(&map, info);
    return broken != NULL ? broken : check_places(info);
}
