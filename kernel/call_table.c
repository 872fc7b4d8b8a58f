/* SPDX-License-Identifier: MIT */
/*
 * The table of system calls, made of the definitions. It is constant, and a hole in it is a function like any other: there is no null to
 * check for, or to forget to check for.
 */
#include "kernel/abi/errors.h"
#include "kernel/abi/numbers.h"
#include "kernel/calls.h"
#if SPRINT >= S_ELF
#include "kernel/program.h"
#endif

_Static_assert((CALL_SLOTS & (CALL_SLOTS - 1)) == 0, "the door masks the number after the bounds check");

int64_t call_unknown(void)
{
#if SPRINT >= S_ELF
    program_unknown_call();
#endif
    return -ENOSYS;
}

// [table]
/* Every slot is a hole first; that the calls then override it is the point. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
const call_function call_table[CALL_SLOTS] = {
    [0 ... CALL_SLOTS - 1] = (call_function)call_unknown,
#define ARGUMENT_none
#define ARGUMENT_value(name)
#define ARGUMENT_handle(name, type, rights)
#define ARGUMENT_user_in(name, length)
#define ARGUMENT_user_out(name, length)
#define CALL(number, name, ...) [number] = (call_function)call_##name,
#include "kernel/abi/each_call.h"
};
#pragma GCC diagnostic pop
// [/table]

const char *const call_names[CALL_SLOTS] = {
#define ARGUMENT_none
#define ARGUMENT_value(name)
#define ARGUMENT_handle(name, type, rights)
#define ARGUMENT_user_in(name, length)
#define ARGUMENT_user_out(name, length)
#define CALL(number, name, ...) [number] = #name,
#include "kernel/abi/each_call.h"
};
