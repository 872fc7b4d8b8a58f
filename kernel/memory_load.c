/* SPDX-License-Identifier: MIT */
/*
 * Memory of programs that the kernel loads. It is charged, mapped and freed as any other; but its capabilities lie in a page of slots that
 * is in no table, so that the program begins with no handle that nobody told it.
 */
#include "kernel/memory.h"

/* A slot that no handle names and that is used once: it is in no table, and its generation is the last. */
static struct capability *slot_hidden(struct process *process)
{
    struct physical_address frame;
    if (process->loaded == NULL) {
        if (!account_frame_alloc(&process->account, FRAME_OBJECT, &frame)) {
            return NULL;
        }
        process->loaded = direct_map(frame);
        process->loaded->head.holder = process;
        process->loaded->head.frame = frame;
        process->loaded->head.number = CAPABILITY_PAGES;
    }
    for (unsigned index = 1; index < CAPABILITY_SLOTS; index++) {
        struct capability *slot = &process->loaded->slots[index];
        if (slot->generation == 0) {
            return slot;
        }
    }
    return NULL;
}

bool memory_load(struct process *process, struct user_address address, uint64_t pages, unsigned permissions)
{
    struct capability *slot = slot_hidden(process);
    if (slot == NULL || pages > MEMORY_PAGES_MAX || !account_charge(&process->account, memory_cost(pages))) {
        return false;
    }
    slot->generation--; /* What comes before 0 is the last one. */
    slot->next = process->table.free;
    process->table.free = slot; /* memory_create() takes it from there. */
    if (!memory_create(slot, &process->account, pages, memory_type.rights)) {
        process->table.free = slot->next;
        account_refund(&process->account, memory_cost(pages));
        return false;
    }
    int64_t result = mapping_begin(slot, process, address, permissions) ? 0 : -ESTATE;
    while (result == 0 && !mapping_piece(slot, &result)) {
    }
    return result == 0;
}
