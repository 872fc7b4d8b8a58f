/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief How a process ends.
 */
#ifndef KERNEL_PROCESS_END_H
#define KERNEL_PROCESS_END_H

#include "kernel/object.h"

/** @addtogroup process
 *  @{ */

/** A piece of ending a process, for its type: a thread, a capability or a page goes. @return whether nothing is left */
bool process_end_piece(struct object *object);

/** @} */

#endif
