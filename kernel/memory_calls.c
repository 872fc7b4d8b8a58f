/* SPDX-License-Identifier: MIT */
/*
 * The calls that make memory and map it.
 */
#include "kernel/call_return.h"
#include "kernel/calls.h"
#include "kernel/memory.h"
#include "kernel/object_end.h"

#define RIGHTS_TO_MAP (RIGHT_READ | RIGHT_WRITE | RIGHT_EXECUTE)

_Static_assert((int)RIGHT_READ == PERMISSION_READ && (int)RIGHT_WRITE == PERMISSION_WRITE && (int)RIGHT_EXECUTE == PERMISSION_EXECUTE,
               "a right to map and a permission of a mapping are the same bit");

int64_t call_mem_alloc(uint64_t payer, uint64_t pages)
{
    struct capability *paying;
    int64_t error = LOOK_UP(mem_alloc, payer, &paying);
    if (error < 0) {
        return error;
    }
    if (pages == 0 || pages > MEMORY_PAGES_MAX) {
        return -EINVAL;
    }
    struct account *account = &process_of(paying->object)->account;
    if (!account_charge(account, memory_cost(pages))) {
        return -EQUOTA;
    }
    struct capability *slot = capability_slot(machine_thread_current()->process);
    if (slot == NULL || !memory_create(slot, account, pages, memory_type.rights)) {
        account_refund(account, memory_cost(pages));
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    return (int64_t)capability_handle(slot);
}

/* Reading alone, with writing, or with executing. */
static bool permissions_valid(uint64_t permissions)
{
    return permissions == RIGHT_READ || permissions == (RIGHT_READ | RIGHT_WRITE) || permissions == (RIGHT_READ | RIGHT_EXECUTE);
}

int64_t call_mem_map(uint64_t process, uint64_t mapped, uint64_t address, uint64_t permissions)
{
    struct capability *target, *capability;
    int64_t error = LOOK_UP(mem_map, process, &target);
    if (error < 0) {
        return error;
    }
    error = LOOK_UP(mem_map, mapped, &capability);
    if (error < 0) {
        return error;
    }
    if ((permissions & RIGHTS_TO_MAP & ~(uint64_t)capability->rights) != 0) {
        return -ERIGHTS;
    }
    struct user_address first = {address};
    if (!permissions_valid(permissions) || !address_space_fits(first, window_pages(capability))) {
        return -EINVAL;
    }
    if (!mapping_begin(capability, process_of(target->object), first, (unsigned)permissions)) {
        return -ESTATE;
    }
    /* A page can still be refused; then those before it are taken away again before the call returns. */
    int64_t result;
    while (!mapping_piece(capability, &result)) {
        if (machine_interrupt_pending()) {
            call_again();
        }
    }
    return result;
}

int64_t call_mem_unmap(uint64_t unmapped)
{
    struct capability *capability;
    int64_t error = LOOK_UP(mem_unmap, unmapped, &capability);
    if (error < 0) {
        return error;
    }
    if (capability->mapping.process == NULL) {
        return -ESTATE;
    }
    /* Nothing fails from here on. */
    while (!mapping_end_piece(capability)) {
        if (machine_interrupt_pending()) {
            call_again();
        }
    }
    return 0;
}

int64_t call_mem_grant(uint64_t process, uint64_t granted)
{
    struct capability *target, *capability;
    int64_t error = LOOK_UP(mem_grant, process, &target);
    if (error < 0) {
        return error;
    }
    error = LOOK_UP(mem_grant, granted, &capability);
    if (error < 0) {
        return error;
    }
    struct object *object = capability->object;
    if (object->root != capability) {
        return -ESTATE;
    }
    struct account *from = object->account, *to = &process_of(target->object)->account;
    uint64_t charge = from != to ? object->charge : 0;
    if (!account_charge(to, charge)) {
        return -EQUOTA;
    }
    struct capability *slot = capability_slot(process_of(target->object));
    if (slot == NULL) {
        account_refund(to, charge);
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    capability_move(slot, capability);
    account_refund(from, charge);
    object_uncharged(object);
    object_charged(object, to, object->charge);
    object_release(from->owner);
    return (int64_t)capability_handle(slot);
}
