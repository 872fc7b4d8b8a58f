/* SPDX-License-Identifier: MIT */
/*
 * What a program finds on its first stack.
 */
#include <stdbool.h>

#include "user/libc/include/postern.h"
#include "user/libc/internal.h"

char **environ;
static const struct auxiliary *vector;

void told_begin(uint64_t *stack)
{
    environ = (char **)(stack + 1 + *stack + 1);
    char **at = environ;
    while (*at != NULL) {
        at++;
    }
    vector = (const struct auxiliary *)(at + 1);
}

uint64_t told(uint64_t type)
{
    for (const struct auxiliary *pair = vector; pair->type != AT_NULL; pair++) {
        if (pair->type == type) {
            return pair->value;
        }
    }
    return 0;
}

const char *error_name(int64_t result)
{
    switch (-result) {
#define ERROR(number, name, text) \
    case number:                  \
        return #name;
#include "kernel/abi/errors.inc"
#undef ERROR
    default:
        return result < 0 ? "an unknown error" : "success";
    }
}
