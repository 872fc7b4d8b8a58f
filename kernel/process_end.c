/* SPDX-License-Identifier: MIT */
/*
 * How a process ends: threads first, so that nobody uses what goes after them; then all that it has paid for, whoever holds it; then the
 * capabilities that it holds; then its memory.
 */
#include "kernel/process_end.h"

#include "kernel/call_return.h"
#include "kernel/calls.h"
#if SPRINT >= S_MEMORY
#include "kernel/memory.h"
#endif
#include "kernel/object_end.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#if SPRINT >= S_PROCESSES
#include "kernel/process_wait.h"
#endif
#include "kernel/revoke.h"

/* A piece of emptying a page of capabilities. @return whether it was empty and is freed */
static bool page_end_piece(struct process *process, union capability_page *page)
{
    for (unsigned index = 1; index < CAPABILITY_SLOTS; index++) {
        if (page->slots[index].object != NULL) {
            (void)capability_delete_piece(&page->slots[index]);
            return false;
        }
    }
    process->table.free = NULL;
    frame_free(FRAME_OBJECT, page->head.frame);
    account_refund(&process->account, 1);
    return true;
}

/* A piece of emptying the last page of the table. */
static void table_end_piece(struct process *process)
{
    struct capability_table *table = &process->table;
    if (page_end_piece(process, table->pages[table->page_count - 1])) {
        table->pages[--table->page_count] = NULL;
    }
}

bool process_end_piece(struct object *object)
{
    struct process *process = process_of(object);
    if (process->first_thread != NULL) {
        thread_destroy(process->first_thread);
        return false;
    }
    if (process->account.charged != NULL) {
        (void)capability_delete_piece(process->account.charged->root);
        return false;
    }
    if (process->table.page_count > 0) {
        table_end_piece(process);
        return false;
    }
#if SPRINT >= S_MEMORY
    if (process->loaded != NULL) {
        process->loaded = page_end_piece(process, process->loaded) ? NULL : process->loaded;
        return false;
    }
    if (process->tables > 0 && mapping_drop_first(process)) {
        return false;
    }
#else
    struct user_address address;
    struct physical_address frame;
    if (address_space_first(&process->space, &address)) {
        enum address_status status = address_space_unmap(&process->space, address, &frame);
        assert(status == ADDRESS_OK);
        frame_free(FRAME_USER, frame);
        return false;
    }
#endif
#if SPRINT >= S_PROCESSES
    return process_outcome_tell(process);
#else
    return true;
#endif
}

int64_t call_proc_destroy(uint64_t destroyed)
{
    struct capability *capability;
    int64_t error = LOOK_UP(proc_destroy, destroyed, &capability);
    if (error < 0) {
        return error;
    }
    /* Nothing fails from here on. */
    object_end(capability->object);
    call_return(0);
}
