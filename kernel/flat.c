/* SPDX-License-Identifier: MIT */
/*
 * Loads a flat program: its bytes are copied to fresh frames and mapped to be read and executed; variables and stack are zeros, to be
 * read and written. Nothing is mapped both ways.
 */
#include "kernel/flat.h"

#include "kernel/frame_alloc.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"

/* Maps one fresh page of zeros. @return where the kernel reaches it, or null */
static void *map_page(struct process *process, uint64_t address, unsigned permissions)
{
    struct physical_address frame;
    if (!frame_alloc_zeroed(FRAME_USER, &frame)) {
        return NULL;
    }
    if (address_space_map(&process->space, (struct user_address){address}, frame, permissions) != ADDRESS_OK) {
        frame_free(FRAME_USER, frame);
        return NULL;
    }
    return direct_map(frame);
}

bool flat_load(struct process *process, const struct boot_module *module)
{
    uint64_t size = module->end - module->start;
    if (size > FLAT_DATA - FLAT_CODE) {
        return false;
    }
    for (uint64_t offset = 0; offset < size; offset += PAGE_SIZE) {
        void *page = map_page(process, FLAT_CODE + offset, PERMISSION_READ | PERMISSION_EXECUTE);
        if (page == NULL) {
            return false;
        }
        uint64_t part = size - offset < PAGE_SIZE ? size - offset : PAGE_SIZE;
        memcpy(page, direct_map((struct physical_address){module->start + offset}), part);
    }
    for (uint64_t page = 0; page < FLAT_DATA_PAGES; page++) {
        if (map_page(process, FLAT_DATA + page * PAGE_SIZE, PERMISSION_READ | PERMISSION_WRITE) == NULL) {
            return false;
        }
    }
    for (uint64_t page = 1; page <= FLAT_STACK_PAGES; page++) {
        if (map_page(process, FLAT_STACK_TOP - page * PAGE_SIZE, PERMISSION_READ | PERMISSION_WRITE) == NULL) {
            return false;
        }
    }
    return true;
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
