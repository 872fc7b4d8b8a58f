/* SPDX-License-Identifier: MIT */
/*
 * Loads a flat program: its bytes are copied to memory that can be read and executed; variables and stack are zeros, to be read and
 * written. Nothing is mapped both ways.
 */
#include "kernel/flat.h"

#include "kernel/lib/string.h"
#include "kernel/memory.h"
#include "kernel/panic.h"

/* Copies the program to where it was mapped. */
static void bytes_copy(const struct process *process, const struct boot_module *module, uint64_t size)
{
    for (uint64_t offset = 0; offset < size; offset += PAGE_SIZE) {
        struct physical_address frame;
        unsigned permissions;
        bool mapped = address_space_lookup(&process->space, (struct user_address){FLAT_CODE + offset}, &frame, &permissions);
        assert(mapped);
        uint64_t part = size - offset < PAGE_SIZE ? size - offset : PAGE_SIZE;
        memcpy(direct_map(frame), direct_map((struct physical_address){module->start + offset}), part);
    }
}

bool flat_load(struct process *process, const struct boot_module *module)
{
    const unsigned variable = PERMISSION_READ | PERMISSION_WRITE;
    uint64_t size = module->end - module->start;
    if (size > FLAT_DATA - FLAT_CODE) {
        return false;
    }
    /* The kernel pays for what it loads: as much as is needed, and nothing that the program could spend. */
    process->account.limit = frame_counters().free;
    bool loaded = memory_load(process, (struct user_address){FLAT_CODE}, (size + PAGE_SIZE - 1) / PAGE_SIZE,
                              PERMISSION_READ | PERMISSION_EXECUTE) &&
                  memory_load(process, (struct user_address){FLAT_DATA}, FLAT_DATA_PAGES, variable) &&
                  memory_load(process, (struct user_address){FLAT_STACK_TOP - FLAT_STACK_PAGES * PAGE_SIZE}, FLAT_STACK_PAGES, variable);
    process->account.limit = process->account.used;
    if (loaded) {
        bytes_copy(process, module, size);
    }
    return loaded;
}

struct thread *flat_start(const struct boot_module *module, uint64_t argument)
{
    struct process *process = process_create();
    if (process == NULL) {
        return NULL;
    }
    struct thread *thread = flat_load(process, module) ? thread_create(process) : NULL;
    if (thread == NULL) {
        process_destroy(process);
        return NULL;
    }
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK}, argument);
    assert(started);
    return thread;
}

void flat_end(struct thread *thread)
{
    struct process *process = thread->process;
    thread_destroy(thread);
    process_destroy(process);
}
