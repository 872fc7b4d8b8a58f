/* SPDX-License-Identifier: MIT */
/*
 * The expensive check of the debug build. It counts everything anew, from the tables of handles and from the lists of the objects, and
 * compares with the counts that are kept.
 */
#ifdef DEBUG
#include "kernel/check.h"

#include "kernel/capability.h"
#if SPRINT >= S_MEMORY
#include "kernel/memory.h"
#endif
#include "kernel/panic.h"
#include "kernel/process.h"

static struct object *all;

void check_object_add(struct object *object)
{
    object->all_previous = NULL;
    object->all_next = all;
    if (all != NULL) {
        all->all_previous = object;
    }
    all = object;
}

void check_object_remove(struct object *object)
{
    if (object->all_previous != NULL) {
        object->all_previous->all_next = object->all_next;
    } else if (all == object) {
        all = object->all_next;
    }
    if (object->all_next != NULL) {
        object->all_next->all_previous = object->all_previous;
    }
}

/* Goes through the list of an object's capabilities. @return how many there are */
static uint64_t list_check(struct object *object)
{
    uint64_t count = 0;
    const struct capability *previous = NULL;
    for (const struct capability *c = object->root; c != NULL; previous = c, c = c->next) {
        assert(c->object == object && c->previous == previous && c->generation != 0);
        assert((c->rights & ~object->type->rights) == 0);
        assert((c->depth == 0) == (previous == NULL));
        /* One that is deeper than the one before it was derived from that. */
        assert(previous == NULL || c->depth <= previous->depth || (c->rights & ~previous->rights) == 0);
        count++;
    }
    object->counted += count;
    return count;
}

#if SPRINT >= S_MEMORY
/* Counts an object's mappings for the processes that they keep. @return how many of its capabilities lie outside of any table */
static uint64_t mappings_check(struct object *object)
{
    uint64_t hidden = 0, writable = 0, executable = 0;
    for (const struct capability *c = object->root; c != NULL; c = c->next) {
        hidden += ((uintptr_t)c & ~(PAGE_SIZE - 1)) == (uintptr_t)capability_holder(c)->loaded;
        if (c->mapping.process != NULL) {
            assert(object->type == &memory_type && c->mapping.done <= window_pages(c));
            c->mapping.process->object.counted++;
            writable += c->mapping.writable;
            executable += c->mapping.executable;
        }
    }
    if (object->type == &memory_type) {
        assert(memory_of(object)->writable == writable && memory_of(object)->executable == executable);
        assert(writable == 0 || executable == 0);
    }
    return hidden;
}
#endif

/* Goes through a process's table. @return how many capabilities there are in it */
static uint64_t table_check(struct process *process)
{
    uint64_t used = 0, free = 0, slots = process->table.page_count * (CAPABILITY_SLOTS - 1);
    for (uint64_t i = 0; i < process->table.page_count; i++) {
        const union capability_page *page = process->table.pages[i];
        assert(page->head.no_object == NULL && page->head.no_generation == 0 && page->head.holder == process && page->head.number == i);
        for (unsigned index = 1; index < CAPABILITY_SLOTS; index++) {
            used += page->slots[index].object != NULL;
        }
    }
    for (const struct capability *c = process->table.free; !process->object.ending && c != NULL; c = c->next) {
        assert(c->object == NULL && capability_holder(c) == process && free < slots);
        free++;
    }
    assert(used + free <= slots); /* Slots without another generation are neither. */
    process->object.counted_charge += process->table.page_count;
#if SPRINT >= S_MEMORY
    process->object.counted_charge += process->tables + (process->loaded != NULL);
#endif
    return used;
}

void check_all(void)
{
    uint64_t in_lists = 0, in_tables = 0;
    for (struct object *object = all; object != NULL; object = object->all_next) {
        object->counted = 0;
        object->counted_charge = 0;
    }
    for (struct object *object = all; object != NULL; object = object->all_next) {
        in_lists += list_check(object);
#if SPRINT >= S_MEMORY
        in_lists -= mappings_check(object);
#endif
        if (object->type->number == OBJECT_PROCESS) {
            in_tables += table_check(process_of(object));
        }
        if (object->account != NULL) {
            object->account->owner->counted++;
            object->account->owner->counted_charge += object->charge;
            assert(object->root == NULL || *object->charged_link == object);
        }
    }
    assert(in_lists == in_tables);
    for (struct object *object = all; object != NULL; object = object->all_next) {
        assert(object->references == object->counted);
        if (object->type->number == OBJECT_PROCESS) {
            const struct account *account = &process_of(object)->account;
            assert(account->used == object->counted_charge && account->used <= account->limit);
            for (const struct object *paid = account->charged; paid != NULL; paid = paid->charged_next) {
                assert(paid->account == account && paid->root != NULL);
            }
        }
    }
}
#endif
