/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The expensive check of the debug build: all capabilities and all accounts, after each call.
 */
#ifndef KERNEL_CHECK_H
#define KERNEL_CHECK_H

#include "kernel/object.h"

/** @defgroup check Checks
 *  @brief The expensive check of the debug build.
 *  @{ */

#ifdef DEBUG
/** Puts an object into the list that the check goes through. */
void check_object_add(struct object *object);

/** Takes an object out of that list. */
void check_object_remove(struct object *object);

/** Goes through all objects. Panics with PANIC_ASSERTION unless every list, every count and every account is right. */
void check_all(void);
#else
// [nothing]
#define check_object_add(object) ((void)(object))    /**< Nothing, in other builds. */
#define check_object_remove(object) ((void)(object)) /**< Nothing, in other builds. */
#define check_all() ((void)0)                        /**< Nothing, in other builds. */
// [/nothing]
#endif

/** @} */

#endif
