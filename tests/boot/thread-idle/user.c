/* SPDX-License-Identifier: MIT */
/* Blocks three times. */
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(uint64_t argument);
void _start(uint64_t argument)
{
    int64_t result = 0;
    for (unsigned i = 0; i < 3; i++) {
        result |= thread_block();
    }
    exit(argument + (uint64_t)result);
}
