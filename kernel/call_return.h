/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Ways to leave a call other than by return.
 */
#ifndef KERNEL_CALL_RETURN_H
#define KERNEL_CALL_RETURN_H

#include "kernel/types.h"

/** @addtogroup calls
 *  @{ */

/**
 * Leaves a call that has done a part of its work because something else must run. What was done is kept in the objects; the thread will
 * make the call again, with the same arguments, and find less to do.
 */
_Noreturn void call_again(void);

/** Leaves a call with a result, after which another thread may be the one to run, or the calling one may be gone. */
_Noreturn void call_return(int64_t result);

/** @} */

#endif
