/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What all objects have in common.
 */
#ifndef KERNEL_OBJECT_H
#define KERNEL_OBJECT_H

#include "kernel/abi/capability.h"
#include "kernel/account.h"

struct capability;
struct object;

/** @defgroup object Objects
 *  @brief What all objects have in common.
 *  @{ */

/** A type of objects: a constant, to which each object of the type points. */
struct object_type {
    enum object_type_number number; /**< What a look-up compares. */
    const char *name;               /**< For messages. */
    unsigned rights;                /**< All rights that mean something; what creation returns has them all. */
    /**
     * Tells whether a capability with this badge may be derived, and may make another badge of it. Null: 0 and nothing else.
     */
    bool (*badge)(const struct capability *source, uint64_t *badge);
    /** Adds what it knows of the object to info, in which the common part is filled and the rest is 0. Null: nothing. */
    void (*inspect)(const struct capability *capability, struct cap_info *info);
#if SPRINT >= S_REVOCATION
    /**
     * Does a piece of ending an object to which no capability leads any more: at most about 2,000 instructions.
     *
     * @return whether that was the last piece
     */
    bool (*end)(struct object *object);
    /** Frees the frames of an object that has ended and to which nothing refers any more. */
    void (*free)(struct object *object);
    /** Does a piece of undoing what a capability has done, before it goes. @return whether that was the last. Null: there is nothing */
    bool (*forget)(struct capability *capability);
#endif
};

/** The header of an object: embedded in it. */
struct object {
    const struct object_type *type; /**< What it is. */
    uint64_t references;            /**< Pointers to it: one for each capability, for each object that is charged to it, for each thread of a process. */
    struct account *account;        /**< What it is charged to; null if the kernel made it of its own accord. */
    uint64_t charge;                /**< How many frames, those of an account that is part of it included. */
    struct capability *root;        /**< The capability that creation returned, or null. */
    struct object *charged_next;    /**< What else is charged to the same account. */
    struct object **charged_link;   /**< What points to this object in the list of what is charged. */
#if SPRINT >= S_REVOCATION
    struct object *next;            /**< In the queue of objects that are ending. */
    bool ending;                    /**< It is ending, or has ended: it cannot be named any more. */
    bool ended;                     /**< All that is left of it are references. */
#ifdef DEBUG
    struct object *all_next;        /**< In the list of all objects. */
    struct object *all_previous;    /**< Likewise. */
    uint64_t counted;               /**< References that the check has found. */
    uint64_t counted_charge;        /**< Frames that the check has found charged to the account in it. */
#endif
#endif
};

/** Notes what an object was charged to, and keeps the owner of the account for it. The frames have been charged already. */
void object_charged(struct object *object, struct account *account, uint64_t frames);

/** @} */

#endif
