/* SPDX-License-Identifier: MIT */
/*
 * The calls that make, move and show capabilities. Each looks its handles up first, from left to right, and changes something only
 * where nothing can fail any more.
 */
#include "kernel/calls.h"
#include "kernel/capability.h"
#if SPRINT >= S_REVOCATION
#include "kernel/call_return.h"
#include "kernel/object_end.h"
#endif
#include "kernel/process.h"
#include "kernel/user_memory.h"

/* Whether a capability with this badge may be derived. The type may make another badge of it. */
static bool badge_accept(const struct capability *source, uint64_t *badge)
{
    const struct object_type *type = source->object->type;
    return type->badge != NULL ? type->badge(source, badge) : *badge == 0;
}

int64_t call_cap_create(uint64_t source, uint64_t rights, uint64_t badge)
{
    struct capability *from;
    int64_t error = LOOK_UP(cap_create, source, &from);
    if (error < 0) {
        return error;
    }
    if ((rights & ~(uint64_t)from->rights) != 0) {
        return -ERIGHTS;
    }
    if (!badge_accept(from, &badge)) {
        return -EINVAL;
    }
    struct capability *slot = capability_slot(machine_thread_current()->process);
    if (slot == NULL) {
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    capability_fill(slot, from->object, (unsigned)rights, badge, from);
#if SPRINT >= S_REVOCATION
    /* What is ending goes on first: else one could derive faster than it is taken away. */
    if (object_end_pending()) {
        call_return((int64_t)capability_handle(slot));
    }
#endif
    return (int64_t)capability_handle(slot);
}

int64_t call_cap_transfer(uint64_t process, uint64_t moved)
{
    struct capability *target, *capability;
    int64_t error = LOOK_UP(cap_transfer, process, &target);
    if (error < 0) {
        return error;
    }
    error = LOOK_UP(cap_transfer, moved, &capability);
    if (error < 0) {
        return error;
    }
    struct capability *slot = capability_slot(process_of(target->object));
    if (slot == NULL) {
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    capability_move(slot, capability);
    return (int64_t)capability_handle(slot);
}

int64_t call_cap_inspect(uint64_t inspected, struct user_address info, uint64_t length)
{
    struct capability *capability;
    int64_t error = LOOK_UP(cap_inspect, inspected, &capability);
    if (error < 0) {
        return error;
    }
    struct cap_info copy = {
        .type = capability->object->type->number,
        .rights = capability->rights,
        .badge = capability->badge,
        .root = capability->object->root == capability,
    };
    if (length > sizeof(copy)) {
        return -EINVAL;
    }
    if (capability->object->type->inspect != NULL) {
        capability->object->type->inspect(capability, &copy);
    }
    return copy_to_user(info, &copy, length);
}
