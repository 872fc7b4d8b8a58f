/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Numbers of the system calls. Shared by the kernel and by programs.
 */
#ifndef KERNEL_ABI_NUMBERS_H
#define KERNEL_ABI_NUMBERS_H

/** @defgroup calls System calls
 *  @brief Numbers, prototypes and the table. Each call has a page of its own.
 *  @{ */

/** Slots of the table; a power of two. Numbers from here on are unknown. */
#define CALL_SLOTS 64

#ifndef __ASSEMBLER__

/** Numbers, final. They are never used again for something else. */
enum call_number {
/** @cond */
#define ARGUMENT_none
#define ARGUMENT_value(name)
#define ARGUMENT_handle(name, type, rights)
#define ARGUMENT_user_in(name, length)
#define ARGUMENT_user_out(name, length)
#define CALL(number, name, ...) CALL_##name = (number),
#include "kernel/abi/each_call.h"
/** @endcond */
};

#endif

/** @} */

#endif
