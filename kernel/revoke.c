/* SPDX-License-Identifier: MIT */
/*
 * Taking capabilities away, a piece at a time. Between two pieces everything is consistent, other calls may come, and the tree alone says
 * how far the work has got.
 *
 * The descendants of a capability stand right behind it. The first of them is removed, then the one that has become the first, and so on:
 * from the top down, so that what has begun to go cannot be derived from any more. No step depends on how deep the tree is.
 */
#include "kernel/revoke.h"

#include "kernel/call_return.h"
#include "kernel/calls.h"
#include "kernel/machine.h"
#include "kernel/object_end.h"

/* The first descendant, or null. */
static struct capability *descendant(const struct capability *capability)
{
    struct capability *next = capability->next;
    return next != NULL && next->depth > capability->depth ? next : NULL;
}

/* Does a piece of removing a capability. Descendants that it still has become its parent's. @return whether it is gone */
static bool remove_piece(struct capability *capability)
{
    struct object *object = capability->object;
    if (object->type->forget != NULL && !object->type->forget(capability)) {
        return false;
    }
    if (capability->previous != NULL) {
        capability->previous->next = capability->next;
    }
    if (capability->next != NULL) {
        capability->next->previous = capability->previous;
    }
    if (object->root == capability) {
        object->root = NULL;
        object_uncharged(object);
        object_end(object);
    }
    capability_slot_free(capability);
    object_release(object);
    return true;
}

bool capability_revoke_piece(struct capability *capability)
{
    struct capability *first = descendant(capability);
    if (first == NULL) {
        return false;
    }
    (void)remove_piece(first);
    return true;
}

bool capability_delete_piece(struct capability *capability)
{
    return !capability_revoke_piece(capability) && remove_piece(capability);
}

int64_t call_cap_revoke(uint64_t revoked)
{
    struct capability *capability;
    int64_t error = LOOK_UP(cap_revoke, revoked, &capability);
    if (error < 0) {
        return error;
    }
    /* Nothing fails from here on. */
    while (capability_revoke_piece(capability)) {
        if (machine_interrupt_pending()) {
            call_again();
        }
    }
    return 0;
}

int64_t call_cap_delete(uint64_t deleted)
{
    struct capability *capability;
    int64_t error = LOOK_UP(cap_delete, deleted, &capability);
    if (error < 0) {
        return error;
    }
    /* Nothing fails from here on. */
    bool root = capability->object->root == capability;
    while (!capability_delete_piece(capability)) {
        if (machine_interrupt_pending()) {
            call_again();
        }
    }
    if (root) {
        call_return(0); /* The object that ends may be the caller's own process. */
    }
    return 0;
}
