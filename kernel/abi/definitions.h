/* SPDX-License-Identifier: MIT */
/*
 * What kernel and programs must agree on, as plain text: for each call its number, name and arguments, for each error its number and name.
 * Never included by code; the build takes the text's hash. Words that explain are left out, so that they may be mended.
 */
#define ARGUMENT_none none
#define ARGUMENT_value(name) value
#define ARGUMENT_handle(name, type, rights) handle(type, rights)
#define ARGUMENT_user_in(name, length) user_in(length)
#define ARGUMENT_user_out(name, length) user_out(length)
#define CALL(number, name, parameters, ...) call(number, name, parameters)
#include "kernel/abi/each_call.h"
#define ERROR(number, name, text) error(number, name)
#include "kernel/abi/errors.inc"
#undef ERROR
