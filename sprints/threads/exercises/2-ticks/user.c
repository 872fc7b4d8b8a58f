/* SPDX-License-Identifier: MIT */
/* Is busy until the clock shows its argument, then blocks. */
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(uint64_t until);
void _start(uint64_t until)
{
    while ((uint64_t)clock_ticks() < until) {
    }
    for (;;) {
        thread_block();
    }
}
