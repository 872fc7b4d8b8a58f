/* SPDX-License-Identifier: MIT */
/*
 * Capabilities. They lie in tables that only the kernel can reach; a program holds numbers, and a number means something in the
 * program's own table only.
 *
 * Invariants: a slot's generation never comes again. The capabilities to an object are one list, in which each is followed by its
 * descendants; a descendant is deeper and has no right that its ancestor lacks.
 */
#include "kernel/capability.h"

#if SPRINT >= S_REVOCATION
#include "kernel/check.h"
#endif
#include "kernel/panic.h"
#include "kernel/process.h"

#define INDEX_MASK (CAPABILITY_SLOTS - 1)
#define PAGE_MASK (CAPABILITY_PAGES - 1)
#define HANDLE_PAGE_SHIFT 6
#define HANDLE_GENERATION_SHIFT 12
#define GENERATION_LAST ((UINT64_C(1) << 48) - 1)

// [sizes]
_Static_assert(CAPABILITY_SLOTS == 1 << HANDLE_PAGE_SHIFT, "an index has six bits");
_Static_assert(CAPABILITY_PAGES == 1 << (HANDLE_GENERATION_SHIFT - HANDLE_PAGE_SHIFT), "a page number has six bits");
_Static_assert(sizeof(union capability_page) <= PAGE_SIZE, "a page of a table is a frame");
// [/sizes]

/* The slot that a handle names, whether there is a page at all, and whatever it holds. No index can leave its array. */
static struct capability *slot_named(const struct process *process, uint64_t handle)
{
    union capability_page *page = process->table.pages[handle >> HANDLE_PAGE_SHIFT & PAGE_MASK];
    return page == NULL ? NULL : &page->slots[handle & INDEX_MASK];
}

int64_t capability_look_up(uint64_t handle, enum object_type_number type, unsigned rights, struct capability **found)
{
    struct capability *capability = slot_named(machine_thread_current()->process, handle);
    if (capability == NULL || capability->object == NULL || capability->generation != handle >> HANDLE_GENERATION_SHIFT) {
        return -EHANDLE;
    }
#if SPRINT >= S_REVOCATION
    bool gone = capability->object->ending;
#endif
#if SPRINT >= S_PROCESSES
    /* A process that has ended is good for what any object is good for, and for process_wait, which asks for this right alone. */
    gone = gone && !(capability->object->type->number == OBJECT_PROCESS && (type == OBJECT_ANY || rights == RIGHT_WAIT));
#endif
#if SPRINT >= S_REVOCATION
    if (gone) {
        return -EHANDLE;
    }
#endif
    if (type != OBJECT_ANY && capability->object->type->number != type) {
        return -ETYPE;
    }
    if ((rights & ~capability->rights) != 0) {
        return -ERIGHTS;
    }
    *found = capability;
    return 0;
}

static union capability_page *page_of(const struct capability *capability)
{
    return (union capability_page *)((uintptr_t)capability & ~(PAGE_SIZE - 1));
}

uint64_t capability_handle(const struct capability *capability)
{
    const union capability_page *page = page_of(capability);
    uint64_t index = (uint64_t)(capability - page->slots);
    return (uint64_t)capability->generation << HANDLE_GENERATION_SHIFT | page->head.number << HANDLE_PAGE_SHIFT | index;
}

struct process *capability_holder(const struct capability *capability)
{
    return page_of(capability)->head.holder;
}

static void slot_push(struct capability_table *table, struct capability *slot)
{
    slot->next = table->free;
    table->free = slot;
}

struct capability *capability_slot(struct process *holder)
{
    struct capability_table *table = &holder->table;
    struct physical_address frame;
    if (table->free != NULL) {
        return table->free;
    }
    if (table->page_count == CAPABILITY_PAGES || !account_frame_alloc(&holder->account, FRAME_OBJECT, &frame)) {
        return NULL;
    }
    union capability_page *page = direct_map(frame);
    page->head.holder = holder;
    page->head.frame = frame;
    page->head.number = table->page_count;
    table->pages[table->page_count++] = page;
    for (unsigned index = CAPABILITY_SLOTS - 1; index > 0; index--) {
        page->slots[index].generation = 1;
        slot_push(table, &page->slots[index]);
    }
    return table->free;
}

/* Takes a slot out of the list of free ones, of which it is the first. */
static void slot_take(struct capability *slot)
{
    struct capability_table *table = &capability_holder(slot)->table;
    assert(table->free == slot);
    table->free = slot->next;
}

void capability_fill(struct capability *slot, struct object *object, unsigned rights, uint64_t badge, struct capability *source)
{
    slot_take(slot);
    slot->object = object;
    slot->rights = rights & 0xffff;
    slot->badge = badge;
    slot->previous = source;
    slot->next = NULL;
    slot->depth = 0;
#if SPRINT >= S_MEMORY
    slot->mapping = (struct mapping){0};
#endif
    object->references++;
    if (source == NULL) {
        object->root = slot;
#if SPRINT >= S_REVOCATION
        check_object_add(object);
#endif
        return;
    }
    /* It comes right behind its source, before the children that are there, and is as deep as they are. */
    struct capability *next = source->next;
    bool sister = next != NULL && next->depth > source->depth;
    slot->depth = sister ? next->depth : source->depth + 1;
    slot->next = next;
    source->next = slot;
    if (next != NULL) {
        next->previous = slot;
    }
}

void capability_move(struct capability *slot, struct capability *capability)
{
    uint64_t generation = slot->generation;
    slot_take(slot);
    *slot = *capability;
    slot->generation = generation;
    if (slot->previous != NULL) {
        slot->previous->next = slot;
    }
    if (slot->next != NULL) {
        slot->next->previous = slot;
    }
    if (slot->object->root == capability) {
        slot->object->root = slot;
    }
    capability_slot_free(capability);
}

void capability_slot_free(struct capability *capability)
{
    capability->object = NULL;
    if (capability->generation == GENERATION_LAST) {
        return;
    }
    capability->generation++;
    slot_push(&capability_holder(capability)->table, capability);
}
