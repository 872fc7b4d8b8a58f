/* SPDX-License-Identifier: MIT */
/*
 * Address spaces: a top table whose upper half is the kernel's and whose lower half belongs to a process.
 *
 * Invariant: the upper halves of all top tables are equal. They are copied when an address space is made and never written after.
 */
#include "arch/x86_64/paging.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"

static bool is_active(const struct address_space *space)
{
    return (cr3_read() & ENTRY_ADDRESS) == space->root.value;
}

bool address_space_create(struct address_space *space)
{
    if (!frame_alloc_zeroed(FRAME_TABLE, &space->root)) {
        return false;
    }
    uint64_t *table = direct_map(space->root);
    const uint64_t *kernel = direct_map(kernel_tables());
    __builtin_memcpy(table + TABLE_KERNEL_HALF, kernel + TABLE_KERNEL_HALF, (TABLE_ENTRIES - TABLE_KERNEL_HALF) * sizeof(*table));
    return true;
}

void address_space_destroy(struct address_space *space)
{
    uint64_t address;
    if (is_active(space)) {
        panic(PANIC_PAGE_TABLE, "the active address space cannot end");
    }
    if (page_table_first(space->root, &address)) {
        panic(PANIC_PAGE_TABLE, "an address space ends while 0x%lx is mapped in it", address);
    }
    frame_free(FRAME_TABLE, space->root);
}

enum address_status address_space_map(struct address_space *space, struct user_address address, struct physical_address frame,
                                      unsigned permissions)
{
    if (address.value >= USER_LIMIT) {
        return ADDRESS_INVALID;
    }
    return page_table_map(space->root, address.value, frame, PAGE_4K, permissions | PERMISSION_USER);
}

enum address_status address_space_protect(struct address_space *space, struct user_address address, unsigned permissions)
{
    if (address.value >= USER_LIMIT) {
        return ADDRESS_INVALID;
    }
    enum address_status status = page_table_protect(space->root, address.value, permissions | PERMISSION_USER);
    if (status == ADDRESS_OK && is_active(space)) {
        page_invalidate(address.value);
    }
    return status;
}

enum address_status address_space_unmap(struct address_space *space, struct user_address address,
                                        struct physical_address *frame)
{
    if (address.value >= USER_LIMIT) {
        return ADDRESS_INVALID;
    }
    enum address_status status = page_table_unmap(space->root, address.value, frame);
    if (status == ADDRESS_OK && is_active(space)) {
        page_invalidate(address.value);
    }
    return status;
}

bool address_space_first(const struct address_space *space, struct user_address *address)
{
    return page_table_first(space->root, &address->value);
}

bool address_space_lookup(const struct address_space *space, struct user_address address, struct physical_address *frame,
                          unsigned *permissions)
{
    struct page_mapping mapping;
    if (address.value >= USER_LIMIT || !page_table_lookup(space->root, address.value, &mapping)) {
        return false;
    }
    *frame = mapping.frame;
    *permissions = mapping.permissions;
    return true;
}

void address_space_activate(const struct address_space *space)
{
    if (!is_active(space)) {
        cr3_write(space->root.value);
    }
}

void address_space_leave(void)
{
    cr3_write(kernel_tables().value);
}
