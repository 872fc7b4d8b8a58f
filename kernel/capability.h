/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Capabilities, and the tables of handles that name them.
 */
#ifndef KERNEL_CAPABILITY_H
#define KERNEL_CAPABILITY_H

#include "kernel/abi/errors.h"
#include "kernel/object.h"

struct process;

/** @defgroup capability Capabilities
 *  @brief Capabilities, and the tables of handles that name them.
 *  @{ */

#if SPRINT >= S_MEMORY
/** Where a capability to memory has its window mapped, and how far that has got. */
struct mapping {
    struct process *process; /**< In whose address space; null: nowhere. */
    uint64_t page : 35;      /**< Address of the window's first page, in pages. */
    uint64_t done : 25;      /**< So many pages of the window are mapped, from its first one on. */
    uint64_t writable : 1;   /**< It can be written. */
    uint64_t executable : 1; /**< It can be executed. */
    uint64_t end : 2;        /**< Whether it is being taken away, and why: mapping.c. */
};
#endif

/** A capability: an object, and what its holder may do with it. It lies in a slot of a process's table. */
struct capability {
    struct object *object;       /**< Null: the slot is free. */
    uint64_t generation : 48;    /**< What a handle to this slot must say; never 0. */
    uint64_t rights : 16;        /**< Sum of enum right. */
    uint64_t badge;              /**< What tells it from others to the same object. */
    struct capability *next;     /**< In the list of the object's capabilities; of a free slot, the next one that is free. */
    struct capability *previous; /**< In the list of the object's capabilities. */
    uint64_t depth;              /**< How deep in the tree of derivation. Behind a capability come its descendants: all that follow and are deeper. */
#if SPRINT >= S_MEMORY
    struct mapping mapping;      /**< What it has done, if it leads to memory. */
#endif
};

/** Slots in a page of a table. Slot 0 holds no capability. */
#define CAPABILITY_SLOTS 64
/** Pages in a table. */
#define CAPABILITY_PAGES 64

/** What lies at index 0 of a page of a table: it says whose page it is, and to a look-up it is a slot that is free. */
struct capability_page_head {
    struct object *no_object;      /**< Null. */
    uint64_t no_generation;        /**< 0. */
    struct process *holder;        /**< Whose table it is. */
    struct physical_address frame; /**< Where the page lies. */
    uint64_t number;               /**< Which page of the table. */
};

/** A page of a table. */
union capability_page {
    struct capability_page_head head;          /**< At index 0 there is no capability. */
    struct capability slots[CAPABILITY_SLOTS]; /**< From 1 on. */
};

/** A table of handles: part of a process. */
struct capability_table {
    union capability_page *pages[CAPABILITY_PAGES]; /**< As many as were needed so far; the others are null. */
    uint64_t page_count;                            /**< How many. */
    struct capability *free;                        /**< The first free slot, or null. */
};

/**
 * Finds what a handle of the current process stands for. The only way from a number to an object.
 *
 * @param handle what the program says, any value
 * @param type   the type that the object must have, or OBJECT_ANY
 * @param rights the rights that the capability must have
 * @param found  receives the capability
 * @return 0, -EHANDLE, -ETYPE or -ERIGHTS: the first that applies
 */
__attribute__((warn_unused_result)) int64_t capability_look_up(uint64_t handle, enum object_type_number type, unsigned rights,
                                                               struct capability **found);

/** The handle that stands for a capability. */
uint64_t capability_handle(const struct capability *capability);

/** The process in whose table a capability lies. */
struct process *capability_holder(const struct capability *capability);

/**
 * Finds a free slot in a table, for which it may have to charge the process for a page. Nothing is taken: the slot stays free until
 * capability_fill() or capability_move(), and until then the same one is found again.
 *
 * @return null if the table is full or the account does not reach
 */
struct capability *capability_slot(struct process *holder);

/**
 * Makes a capability in a slot that capability_slot() has found.
 *
 * @param slot   the slot
 * @param object what it leads to
 * @param rights sum of enum right
 * @param badge  the badge
 * @param source the capability to the same object that it is derived from; null makes it the object's root
 */
void capability_fill(struct capability *slot, struct object *object, unsigned rights, uint64_t badge, struct capability *source);

/** Moves a capability, with its place in the tree, into a slot that capability_slot() has found. Its old handle is good no more. */
void capability_move(struct capability *slot, struct capability *capability);

/**
 * Frees the slot of a capability that is in no list any more. Its handle is good no more, and no later one will be the same: the slot
 * gets its next generation, and after the last one it is never used again.
 */
void capability_slot_free(struct capability *capability);

/** @cond */
/* What the definitions of the calls demand of each handle, as sizes of members that nothing ever has. */
#define ARGUMENT_none none
#define ARGUMENT_value(name) name
#define ARGUMENT_handle(name, type, rights) name##_type[type], name##_rights[rights]
#define ARGUMENT_user_in(name, length) name
#define ARGUMENT_user_out(name, length) name
#define DEMANDS(...) char __VA_ARGS__;
#define CALL(number, name, parameters, ...) struct demands_of_##name { DEMANDS parameters };
#include "kernel/abi/each_call.h"
#define DEMAND(call, member) sizeof(((struct demands_of_##call *)0)->member)
/** @endcond */

/**
 * Looks up the argument of a call with the type and the rights that the call's definition names.
 *
 * @param call     the call's name
 * @param argument the argument's name, in the definition and in the function that uses this
 * @param found    receives the capability
 * @return as capability_look_up()
 */
#define LOOK_UP(call, argument, found) \
    REFUSAL(capability_look_up(argument, DEMAND(call, argument##_type), DEMAND(call, argument##_rights), found), #call, #argument, argument)

#ifdef DEBUG
/** Debug build only: prints which argument of which call was refused, and why, unless the command line says refusals=off. @return error */
int64_t refusal_report(int64_t error, const char *call, const char *argument, uint64_t handle);
// [refusal]
/** What LOOK_UP makes of a refusal. */
#define REFUSAL(error, call, argument, handle) refusal_report(error, call, argument, handle)
#else
/** Other builds say nothing. */
#define REFUSAL(error, call, argument, handle) (error)
// [/refusal]
#endif

/** @} */

#endif
