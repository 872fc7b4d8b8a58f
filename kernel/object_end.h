/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief How objects end.
 */
#ifndef KERNEL_OBJECT_END_H
#define KERNEL_OBJECT_END_H

#include "kernel/object.h"

/** @addtogroup object
 *  @{ */

/**
 * Lets an object end. From now on no look-up finds it; its capabilities and what is in it go bit by bit, while others run. Its frames
 * go back when nothing refers to it any more. Does nothing if it is ending already.
 */
void object_end(struct object *object);

/** Takes an object out of the list of what is charged to its account: it loses its root, or is going to be charged to another. */
void object_uncharged(struct object *object);

/** Drops a reference to an object. */
void object_release(struct object *object);

#if SPRINT >= S_PROCESSES
/** Puts the object that is first in the queue behind the others. For its type's end(). */
void object_end_turn(void);
#endif

/** Tells whether any object is ending. */
bool object_end_pending(void);

/** Does a piece of ending the object that is first in the queue. @return false if none is ending */
bool object_end_piece(void);

/** @} */

#endif
