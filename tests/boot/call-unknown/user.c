/* SPDX-License-Identifier: MIT */
/* Tries the whole table, its surroundings, and every defined number with each other bit set as well. The exit status is the number of wrong answers. */
#include "user/libc/calls.h"

static const uint64_t defined[] = {
#define ARGUMENT_none
#define ARGUMENT_value(name)
#define ARGUMENT_handle(name, type, rights)
#define ARGUMENT_user_in(name, length)
#define ARGUMENT_user_out(name, length)
#define CALL(number, name, ...) number,
#include "kernel/abi/each_call.h"
};
#define DEFINED (sizeof(defined) / sizeof(defined[0]))

static int is_defined(uint64_t number)
{
    for (unsigned i = 0; i < DEFINED; i++) {
        if (defined[i] == number) {
            return 1;
        }
    }
    return 0;
}

static uint64_t wrong;

static void try_number(uint64_t number)
{
    if (!is_defined(number) && system_call(number, 1, 2, 3, 4, 5, 6) != -ENOSYS) {
        wrong++;
    }
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    for (uint64_t number = 0; number < 4096; number++) {
        try_number(number);
        try_number(~number);
        try_number((UINT64_C(1) << 31) + number);
        try_number((UINT64_C(1) << 32) + number);
        try_number((UINT64_C(1) << 63) + number);
    }
    for (unsigned i = 0; i < DEFINED; i++) {
        for (unsigned bit = 6; bit < 64; bit++) {
            try_number(defined[i] | UINT64_C(1) << bit);
            try_number(defined[i] | ~UINT64_C(0) << bit);
        }
    }
    exit(wrong);
}
