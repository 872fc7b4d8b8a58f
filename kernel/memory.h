/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Memory objects, and how they are mapped.
 */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include "kernel/process.h"

/** @defgroup memory Memory
 *  @brief Frames as objects, and how they are mapped.
 *  @{ */

/** The largest memory object, in pages. */
#define MEMORY_PAGES_MAX (UINT64_C(1) << 24)

/** Frames that a memory object can name without an index. */
#define MEMORY_ENTRIES 448

/** Memory: so many pages, each of which has a frame from the moment when it is first needed. One frame holds this object. */
struct memory {
    struct object object;         /**< What capabilities lead to. */
    struct physical_address self; /**< The frame that holds this object. */
    uint64_t pages;               /**< Its size. */
    unsigned levels;              /**< Levels of index frames between an entry and the frame of a page. */
    uint64_t writable;            /**< Mappings that can be written now. */
    uint64_t executable;          /**< Mappings that can be executed now; not while one can be written. */
    uint64_t freed;               /**< While it ends: pages before this one have no frame any more. */
    struct physical_address entries[MEMORY_ENTRIES]; /**< Frames, or frames of 512 entries each; 0 is none. */
};

/** The type of memory. */
extern const struct object_type memory_type;

/** The memory that an object of that type is part of. */
static inline struct memory *memory_of(struct object *object)
{
    return (struct memory *)((char *)object - offsetof(struct memory, object));
}

/** The frames that memory of this size costs, whether they are taken yet or not. @param pages at most MEMORY_PAGES_MAX */
uint64_t memory_cost(uint64_t pages);

/**
 * Makes memory of zeros, and its root capability.
 *
 * @param slot    from capability_slot(); receives the root, whose window is all of it
 * @param account what memory_cost() was charged to already
 * @param pages   1 to MEMORY_PAGES_MAX
 * @param rights  of the root
 * @return false, and nothing changed, if no frame is free
 */
bool memory_create(struct capability *slot, struct account *account, uint64_t pages, unsigned rights);

/**
 * Gives the frame of a page. A page that has none yet gets one of zeros.
 *
 * @param memory the object
 * @param page   below memory->pages
 * @param frame  receives it
 * @return false if no frame is free
 */
bool memory_frame(struct memory *memory, uint64_t page, struct physical_address *frame);

/** Does a piece of giving the frames of memory back, for its type. @return whether none is left */
bool memory_end_piece(struct object *object);

/** How many pages the window of a capability to memory has. */
uint64_t window_pages(const struct capability *capability);

/** Tells whether a badge is a window inside a capability's own, for the type of memory. 0 becomes the capability's own. */
bool window_accept(const struct capability *source, uint64_t *badge);

/**
 * Begins to map a capability's window, or takes up a mapping that was begun with the same arguments and is not finished. No page is mapped
 * here.
 *
 * @param capability  one that leads to memory
 * @param process     where; it is kept as long as the mapping lasts
 * @param address     where the window fits, by address_space_fits()
 * @param permissions sum of enum permission: PERMISSION_READ and at most one of PERMISSION_WRITE and PERMISSION_EXECUTE
 * @return false, and nothing changed, if the capability has another mapping or one that is finished, or if the memory could be written through
 *         one mapping and executed through another
 */
bool mapping_begin(struct capability *capability, struct process *process, struct user_address address, unsigned permissions);

/**
 * Maps the next page of a mapping that has begun; after a page was refused, takes some pages away again.
 *
 * @param capability one whose mapping has begun
 * @param result     receives 0, -ESTATE if something is mapped where a page should go, -EQUOTA if the process's account does not reach for
 *                   page tables
 * @return whether that was all: the mapping stands, or is gone
 */
bool mapping_piece(struct capability *capability, int64_t *result);

/** Takes some pages of a capability's mapping away, for the type of memory. @return whether there is no mapping any more */
bool mapping_end_piece(struct capability *capability);

/**
 * Takes the first pages away that are mapped in a process that is ending. What they were mapped through finds out when its own turn comes.
 *
 * @return false if nothing is mapped there
 */
bool mapping_drop_first(struct process *process);

/**
 * Maps fresh zeros for a program that the kernel loads. The memory is charged to the process, and so are page tables; its capability lies
 * in a page of its own that no handle leads to, and goes with the process. The bytes can be reached by address_space_lookup() and
 * direct_map().
 *
 * @param process     where
 * @param address     first page; the pages fit, by address_space_fits(), and nothing is mapped there
 * @param pages       how many; not 0
 * @param permissions as for mapping_begin()
 * @return false if the account does not reach, or something is mapped there; what was mapped so far stays until the process ends
 */
bool memory_load(struct process *process, struct user_address address, uint64_t pages, unsigned permissions);

/** @} */

#endif
