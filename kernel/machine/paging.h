/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from an architecture to give programs an address space.
 */
#ifndef KERNEL_MACHINE_PAGING_H
#define KERNEL_MACHINE_PAGING_H

#include "kernel/address.h"

/** @defgroup machine_paging Machine: address spaces
 *  @brief What programs see of memory.
 *  @{ */

/** What the programs of one process see. The kernel's half is the same in all of them. */
struct address_space {
    struct physical_address root; /**< The architecture's own. */
};

/**
 * Makes an address space in which programs see nothing.
 *
 * @param space receives it
 * @return false if no frame is left
 */
bool address_space_create(struct address_space *space);

/** Ends an address space. Panics with PANIC_PAGE_TABLE if something is mapped in it or if it is the active one. */
void address_space_destroy(struct address_space *space);

/**
 * Maps a page for programs. PERMISSION_USER is implied.
 *
 * @param space       where
 * @param address     a multiple of PAGE_SIZE; not page 0, not the last page of the user's half
 * @param frame       a frame; the address space does not own it
 * @param permissions sum of PERMISSION_READ and at most one of PERMISSION_WRITE and PERMISSION_EXECUTE
 * @return ADDRESS_OK, ADDRESS_INVALID, ADDRESS_OCCUPIED or ADDRESS_EXHAUSTED
 */
enum address_status address_space_map(struct address_space *space, struct user_address address, struct physical_address frame,
                                      unsigned permissions);

/** Gives a mapped page other permissions. @return ADDRESS_OK, ADDRESS_INVALID or ADDRESS_ABSENT */
enum address_status address_space_protect(struct address_space *space, struct user_address address, unsigned permissions);

/**
 * Ends the mapping of a page. When it returns, this processor cannot reach the frame through it any more.
 *
 * @param space   where
 * @param address a multiple of PAGE_SIZE
 * @param frame   receives the frame that was mapped; it is the caller's again
 * @return ADDRESS_OK, ADDRESS_INVALID or ADDRESS_ABSENT
 */
enum address_status address_space_unmap(struct address_space *space, struct user_address address,
                                        struct physical_address *frame);

/**
 * Finds the lowest mapped page. To empty an address space: as long as this finds a page, unmap it. That can stop at any point
 * and be taken up again.
 *
 * @return false if nothing is mapped
 */
bool address_space_first(const struct address_space *space, struct user_address *address);

/**
 * Tells what a program would reach.
 *
 * @param space       where
 * @param address     any address, not only a multiple of PAGE_SIZE
 * @param frame       receives the frame
 * @param permissions receives the sum of enum permission
 * @return false if nothing is mapped there for programs
 */
bool address_space_lookup(const struct address_space *space, struct user_address address, struct physical_address *frame,
                          unsigned *permissions);

/** Makes an address space the one that this processor uses. */
void address_space_activate(const struct address_space *space);

/** Leaves the active address space for one in which programs see nothing. */
void address_space_leave(void);

/** @} */

#endif
