/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Taking capabilities away.
 */
#ifndef KERNEL_REVOKE_H
#define KERNEL_REVOKE_H

#include "kernel/capability.h"

/** @addtogroup capability
 *  @{ */

/**
 * Does a piece of removing a capability's descendants: undoes some of what one of them has done, or removes it.
 *
 * @return false if there is none
 */
bool capability_revoke_piece(struct capability *capability);

/** Does a piece of removing a capability with its descendants, itself at the end. @return whether it is gone */
bool capability_delete_piece(struct capability *capability);

/** @} */

#endif
