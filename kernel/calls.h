/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The kernel's side of the system calls: prototypes, made of the definitions.
 *
 * The door jumps here with the arguments in registers as the C calling convention has them, so a prototype is all that a call needs. An
 * address is a structure of one member and takes one register, like a number.
 */
#ifndef KERNEL_CALLS_H
#define KERNEL_CALLS_H

#include "kernel/types.h"

/** @addtogroup calls
 *  @{ */

/** @cond */
#define ARGUMENT_none void
#define ARGUMENT_value(name) uint64_t name
#define ARGUMENT_handle(name, type, rights) uint64_t name
#define ARGUMENT_user_in(name, length) struct user_address name
#define ARGUMENT_user_out(name, length) struct user_address name
#define CALL(number, name, parameters, ...) int64_t call_##name parameters;
#include "kernel/abi/each_call.h"
/** @endcond */

/** Answers ENOSYS. It fills every slot of the table that no call has. */
int64_t call_unknown(void);

/** The table's entry, whatever the call's arguments are. Only the door calls through it. */
typedef void (*call_function)(void);

/** The table: constant, CALL_SLOTS entries, none of them null. */
extern const call_function call_table[];

/** Names of the calls by number; null where there is none. */
extern const char *const call_names[];

/** @} */

#endif
