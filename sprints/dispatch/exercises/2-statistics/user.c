/* SPDX-License-Identifier: MIT */
/* Fifteen calls. */
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    for (unsigned i = 0; i < 3; i++) {
        null();
    }
    getpid();
    getpid();
    for (uint64_t number = 0; number < 4; number++) {
        system_call0(number);
    }
    system_call0(64);
    system_call0(86);
    system_call0(UINT64_C(1) << 32);
    system_call0(UINT64_C(1) << 63 | 22);
    system_call0(UINT64_MAX);
    exit(0);
}
