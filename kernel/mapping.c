/* SPDX-License-Identifier: MIT */
/*
 * Mappings. A capability to memory can have its window mapped once. How far that has got stands in the capability: `done` pages from the
 * window's first one on are there. So the work can stop after any page, and be taken up again, or taken back.
 *
 * Invariants: a mapping keeps its process. Memory that can be written through a mapping cannot be executed through any. Page tables are
 * charged to the process whose they are: before they are made, and until they are freed.
 */
#include "kernel/memory.h"
#include "kernel/object_end.h"
#include "kernel/panic.h"

/* Pages that mapping_end_piece() and mapping_drop_first() take away. */
#define PAGES_PER_PIECE 8

#define WINDOW_SHIFT 32 /* a window is its first page << 32 | how many */

static uint64_t window_first(uint64_t window)
{
    return window >> WINDOW_SHIFT;
}

static uint64_t window_end(uint64_t window)
{
    return window_first(window) + (uint32_t)window;
}

uint64_t window_pages(const struct capability *capability)
{
    return (uint32_t)capability->badge;
}

bool window_accept(const struct capability *source, uint64_t *badge)
{
    *badge = *badge == 0 ? source->badge : *badge;
    return window_first(*badge) >= window_first(source->badge) && window_end(*badge) <= window_end(source->badge) &&
           window_first(*badge) < window_end(*badge);
}

/* Whether a mapping stays, or why it goes. */
enum mapping_end {
    MAPPING_STAYS = 0,
    MAPPING_TAKEN,     /* somebody has said so */
    MAPPING_OCCUPIED,  /* something is mapped where a page should go */
    MAPPING_EXHAUSTED, /* the process cannot pay for a page table */
};

/* Whether a mapping is what a call asks for that was interrupted, and there is still something to do. */
static bool mapping_goes_on(const struct capability *capability, const struct mapping *asked)
{
    const struct mapping *mapping = &capability->mapping;
    bool unfinished = mapping->end == MAPPING_STAYS ? mapping->done < window_pages(capability) : mapping->end != MAPPING_TAKEN;
    return unfinished && mapping->process == asked->process && mapping->page == asked->page &&
           mapping->writable == asked->writable && mapping->executable == asked->executable;
}

bool mapping_begin(struct capability *capability, struct process *process, struct user_address address, unsigned permissions)
{
    struct memory *memory = memory_of(capability->object);
    struct mapping asked = {.process = process,
                            .page = address.value / PAGE_SIZE,
                            .writable = (permissions & PERMISSION_WRITE) != 0,
                            .executable = (permissions & PERMISSION_EXECUTE) != 0};
    if (capability->mapping.process != NULL) {
        return mapping_goes_on(capability, &asked);
    }
    if ((asked.writable && memory->executable > 0) || (asked.executable && memory->writable > 0)) {
        return false;
    }
    memory->writable += asked.writable;
    memory->executable += asked.executable;
    process->object.references++;
    capability->mapping = asked;
    return true;
}

static unsigned mapping_permissions(const struct mapping *mapping)
{
    return PERMISSION_READ | (mapping->writable ? PERMISSION_WRITE : 0) | (mapping->executable ? PERMISSION_EXECUTE : 0);
}

/* Maps the next page, or says why not. */
static enum mapping_end mapping_grow(struct capability *capability)
{
    struct mapping *mapping = &capability->mapping;
    struct process *process = mapping->process;
    struct user_address address = {(mapping->page + mapping->done) * PAGE_SIZE};
    uint64_t page = window_first(capability->badge) + mapping->done;
    unsigned tables = address_space_tables_missing(&process->space, address);
    struct physical_address frame;
    if (!memory_frame(memory_of(capability->object), page, &frame) || !account_charge(&process->account, tables)) {
        return MAPPING_EXHAUSTED;
    }
    enum address_status status = address_space_map(&process->space, address, frame, mapping_permissions(mapping));
    if (status != ADDRESS_OK) {
        account_refund(&process->account, tables);
        return status == ADDRESS_OCCUPIED ? MAPPING_OCCUPIED : MAPPING_EXHAUSTED;
    }
    process->tables += tables;
    mapping->done++;
    return MAPPING_STAYS;
}

bool mapping_piece(struct capability *capability, int64_t *result)
{
    static const int64_t results[] = {[MAPPING_OCCUPIED] = -ESTATE, [MAPPING_EXHAUSTED] = -EQUOTA};
    struct mapping *mapping = &capability->mapping;
    if (mapping->end == MAPPING_STAYS) {
        mapping->end = mapping_grow(capability);
        *result = 0;
        return mapping->end == MAPPING_STAYS && mapping->done == window_pages(capability);
    }
    *result = results[mapping->end];
    return mapping_end_piece(capability);
}

/* Takes a page away, if it is there, and the tables that are empty then. */
static bool page_drop(struct process *process, struct user_address address)
{
    struct physical_address frame;
    if (address_space_unmap(&process->space, address, &frame) != ADDRESS_OK) {
        return false;
    }
    unsigned tables = address_space_tables_missing(&process->space, address);
    process->tables -= tables;
    account_refund(&process->account, tables);
    return true;
}

bool mapping_end_piece(struct capability *capability)
{
    struct mapping *mapping = &capability->mapping;
    struct memory *memory = memory_of(capability->object);
    struct process *process = mapping->process;
    if (process == NULL) {
        return true;
    }
    mapping->end = mapping->end == MAPPING_STAYS ? MAPPING_TAKEN : mapping->end;
    for (unsigned i = 0; i < PAGES_PER_PIECE && mapping->done > 0 && !process->object.ended; i++) {
        mapping->done--;
        bool dropped = page_drop(process, (struct user_address){(mapping->page + mapping->done) * PAGE_SIZE});
        assert(dropped || process->object.ending);
    }
    if (mapping->done > 0 && !process->object.ended) {
        return false;
    }
    memory->writable -= mapping->writable;
    memory->executable -= mapping->executable;
    mapping->process = NULL;
    object_release(&process->object);
    return true;
}

bool mapping_drop_first(struct process *process)
{
    struct user_address address;
    if (!address_space_first(&process->space, &address)) {
        return false;
    }
    /* To find the first takes long, those behind it are next door. */
    for (unsigned i = 0; i < PAGES_PER_PIECE && page_drop(process, address); i++) {
        address.value += PAGE_SIZE;
    }
    return true;
}
