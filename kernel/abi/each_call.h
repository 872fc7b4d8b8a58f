/* SPDX-License-Identifier: MIT */
/*
 * Goes through the definitions of all system calls: the single source of numbers, prototypes, the table, the programs' stubs, the reference pages
 * and the negative tests. Include it as often as there is something to generate; it has no guard.
 *
 * A definition is CALLn(number, name, argument, … n of them …, returns, errors, text). An argument is
 *   value(name)                 64 bits, every one of which the call looks at
 *   handle(name, type, rights)  names an object of this type, with at least these rights
 *   user_in(name, length)       address of bytes that the kernel reads; length names the argument that says how many
 *   user_out(name, length)      address of bytes that the kernel writes
 * and errors is NO_ERRORS or ERRORS(name, …). ENOSYS is never listed.
 *
 * Before including this file, define CALL(number, name, parameters, returns, errors, text), and ARGUMENT_value(name),
 * ARGUMENT_handle(name, type, rights), ARGUMENT_user_in(name, length) and ARGUMENT_user_out(name, length), which become the
 * elements of parameters, in parentheses; ARGUMENT_none stands there for a call without arguments. Afterwards all of them are
 * undefined.
 */
// [arity]
#define CALL0(number, name, ...) CALL(number, name, (ARGUMENT_none), __VA_ARGS__)
#define CALL1(number, name, a, ...) CALL(number, name, (ARGUMENT_##a), __VA_ARGS__)
#define CALL2(number, name, a, b, ...) CALL(number, name, (ARGUMENT_##a, ARGUMENT_##b), __VA_ARGS__)
#define CALL3(number, name, a, b, c, ...) CALL(number, name, (ARGUMENT_##a, ARGUMENT_##b, ARGUMENT_##c), __VA_ARGS__)
#define CALL4(number, name, a, b, c, d, ...) \
    CALL(number, name, (ARGUMENT_##a, ARGUMENT_##b, ARGUMENT_##c, ARGUMENT_##d), __VA_ARGS__)
#define CALL5(number, name, a, b, c, d, e, ...) \
    CALL(number, name, (ARGUMENT_##a, ARGUMENT_##b, ARGUMENT_##c, ARGUMENT_##d, ARGUMENT_##e), __VA_ARGS__)
#define CALL6(number, name, a, b, c, d, e, f, ...) \
    CALL(number, name, (ARGUMENT_##a, ARGUMENT_##b, ARGUMENT_##c, ARGUMENT_##d, ARGUMENT_##e, ARGUMENT_##f), __VA_ARGS__)
// [/arity]

#include "kernel/abi/calls.inc"

// [clean]
#undef CALL0
#undef CALL1
#undef CALL2
#undef CALL3
#undef CALL4
#undef CALL5
#undef CALL6
#undef CALL
#undef ARGUMENT_none
#undef ARGUMENT_value
#undef ARGUMENT_handle
#undef ARGUMENT_user_in
#undef ARGUMENT_user_out
// [/clean]
