/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Accounts: who pays for the kernel's memory.
 */
#ifndef KERNEL_ACCOUNT_H
#define KERNEL_ACCOUNT_H

#include "kernel/frame_alloc.h"

struct object;

/** @defgroup account Accounts
 *  @brief Who pays for the kernel's memory.
 *  @{ */

/** A number of frames that somebody may use. */
struct account {
    uint64_t limit;       /**< So many at most. */
    uint64_t used;        /**< So many now; never more than limit. */
    struct object *owner; /**< The object that the account is part of. Whatever is charged to it keeps it. */
    struct object *charged; /**< The first of the objects that are charged to it and have their root, or null. */
#if SPRINT >= S_PROCESSES
    uint64_t ending;      /**< How many of the objects that are charged to it are in the queue of those that end. */
#endif
};

/** Charges frames. @return false, and nothing charged, if the limit would be passed */
bool account_charge(struct account *account, uint64_t frames);

/** Gives frames back that were charged. */
void account_refund(struct account *account, uint64_t frames);

/** Charges a frame and takes it, zeroed. @return false, and nothing charged, if the account does not reach or no frame is free */
bool account_frame_alloc(struct account *account, enum frame_owner owner, struct physical_address *frame);

/** @} */

#endif
