/* SPDX-License-Identifier: MIT */
/* Ends with the process's identifier; the third with a status that is wider than 32 bits. */
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(uint64_t turn);
void _start(uint64_t turn)
{
    int64_t before = clock_ticks();
    for (unsigned i = 0; i < 10000; i++) {
        int64_t now = clock_ticks();
        if (now < before || getpid() != getpid()) {
            exit(99);
        }
        before = now;
    }
    exit(turn == 2 ? 0x7fffffffffffffff : (uint64_t)getpid());
}
