/* SPDX-License-Identifier: MIT */
/* A program's side of a test that is made of the definitions of all calls: they are a table here (from capabilities on). */
#ifndef TESTS_BOOT_LIB_DEFINITIONS_H
#define TESTS_BOOT_LIB_DEFINITIONS_H

#include <stdbool.h>

#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

enum kind {
    NONE,
    VALUE,
    HANDLE,
    USER_IN,
    USER_OUT
};

struct argument {
    enum kind kind;
    const char *name, *length; /* length: of a pointer, the argument that says how many bytes */
    uint64_t type, rights;     /* of a handle */
};

static const struct definition {
    uint64_t number;
    const char *name, *returns;
    const uint8_t *errors; /* up to a zero */
    struct argument arguments[6];
} definitions[] = {
#define ARGUMENT_none {NONE, 0, 0, 0, 0}
#define ARGUMENT_value(name) {VALUE, #name, 0, 0, 0}
#define ARGUMENT_handle(name, type, rights) {HANDLE, #name, 0, type, rights}
#define ARGUMENT_user_in(name, length) {USER_IN, #name, #length, 0, 0}
#define ARGUMENT_user_out(name, length) {USER_OUT, #name, #length, 0, 0}
#define LIST(...) {__VA_ARGS__}
#define NO_ERRORS (0)
#define ERRORS(...) (__VA_ARGS__, 0)
#define CALL(number, name, parameters, returns, errors, text) {number, #name, returns, (const uint8_t[])LIST errors, LIST parameters},
#include "kernel/abi/each_call.h"
};
#define DEFINITIONS (sizeof(definitions) / sizeof(definitions[0]))

/* Compares two names of arguments. */
static inline bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

#endif
