/* SPDX-License-Identifier: MIT */
/*
 * Memory objects. All that one can ever hold is charged when it is made; a frame is taken, and filled with zeros, when a page is needed
 * for the first time.
 *
 * Invariant: a frame is in one memory object only, and goes back to the allocator when no capability leads to that object any more, so
 * when it is mapped nowhere.
 */
#include "kernel/memory.h"

#include "kernel/panic.h"

#define INDEX_SHIFT 9 /* an index frame has 512 entries */
#define INDEX_PAGES(level) (UINT64_C(1) << INDEX_SHIFT * (level))

/* Pages that memory_end_piece() looks at. */
#define PAGES_PER_PIECE 8

_Static_assert(sizeof(struct memory) <= PAGE_SIZE, "one frame holds an object");
_Static_assert(INDEX_PAGES(1) * sizeof(struct physical_address) == PAGE_SIZE, "an index fills a frame");

static unsigned levels_for(uint64_t pages)
{
    unsigned levels = 0;
    while (pages > MEMORY_ENTRIES * INDEX_PAGES(levels)) {
        levels++;
    }
    return levels;
}

uint64_t memory_cost(uint64_t pages)
{
    uint64_t frames = 1 + pages;
    for (unsigned level = levels_for(pages); level > 0; level--) {
        frames += (pages + INDEX_PAGES(level) - 1) / INDEX_PAGES(level);
    }
    return frames;
}

bool memory_create(struct capability *slot, struct account *account, uint64_t pages, unsigned rights)
{
    struct physical_address frame;
    if (!frame_alloc_zeroed(FRAME_OBJECT, &frame)) {
        return false;
    }
    struct memory *memory = direct_map(frame);
    memory->object.type = &memory_type;
    memory->self = frame;
    memory->pages = pages;
    memory->levels = levels_for(pages);
    object_charged(&memory->object, account, memory_cost(pages));
    capability_fill(slot, &memory->object, rights, pages, NULL);
    return true;
}

/* Goes down to the entry for a page at level `stop`, or to the first entry on the way that is empty, and says at which level that is. */
static struct physical_address *entry_walk(struct memory *memory, uint64_t page, unsigned stop, unsigned *level)
{
    struct physical_address *entries = memory->entries;
    for (*level = memory->levels;; (*level)--) {
        struct physical_address *entry = &entries[page / INDEX_PAGES(*level) % INDEX_PAGES(1)];
        if (*level == stop || entry->value == 0) {
            return entry;
        }
        entries = direct_map(*entry);
    }
}

bool memory_frame(struct memory *memory, uint64_t page, struct physical_address *frame)
{
    unsigned level;
    struct physical_address *entry;
    assert(page < memory->pages);
    do {
        entry = entry_walk(memory, page, 0, &level);
        if (entry->value == 0 && !frame_alloc_zeroed(level == 0 ? FRAME_USER : FRAME_OBJECT, entry)) {
            return false;
        }
    } while (level > 0);
    *frame = *entry;
    return true;
}

static void entry_free(struct physical_address *entry, enum frame_owner owner)
{
    if (entry->value != 0) {
        frame_free(owner, *entry);
        entry->value = 0;
    }
}

bool memory_end_piece(struct object *object)
{
    struct memory *memory = memory_of(object);
    for (unsigned i = 0; i < PAGES_PER_PIECE && memory->freed < memory->pages; i++) {
        unsigned level;
        uint64_t page = memory->freed;
        entry_free(entry_walk(memory, page, 0, &level), FRAME_USER);
        memory->freed = (page / INDEX_PAGES(level) + 1) * INDEX_PAGES(level);
        /* An index goes when its last page has gone. */
        for (unsigned above = 1; above <= memory->levels; above++) {
            if (memory->freed % INDEX_PAGES(above) == 0 || memory->freed >= memory->pages) {
                entry_free(entry_walk(memory, page, above, &level), FRAME_OBJECT);
            }
        }
    }
    return memory->freed >= memory->pages;
}

static void memory_free(struct object *object)
{
    frame_free(FRAME_OBJECT, memory_of(object)->self);
}

static void memory_inspect(const struct capability *capability, struct cap_info *info)
{
    info->pages = memory_of(capability->object)->pages;
    info->mapped = capability->mapping.process != NULL ? capability->mapping.page * PAGE_SIZE : 0;
}

const struct object_type memory_type = {
    .number = OBJECT_MEMORY,
    .name = "memory",
    .rights = RIGHT_READ | RIGHT_WRITE | RIGHT_EXECUTE | RIGHT_COPY,
    .badge = window_accept,
    .inspect = memory_inspect,
    .end = memory_end_piece,
    .free = memory_free,
    .forget = mapping_end_piece,
};
