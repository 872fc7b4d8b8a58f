/* SPDX-License-Identifier: MIT */
/*
 * Leaves a thread behind that goes on for a while, and aborts.
 */
#include <postern.h>
#include <stdio.h>
#include <stdlib.h>

static _Alignas(16) char stack[4096];

static _Noreturn void forever(void)
{
    for (int64_t begin = clock_ticks(); clock_ticks() - begin < 100;) {
    }
    puts("and still somebody runs");
    thread_exit(0);
    __builtin_trap();
}

int main(void)
{
    if (thread_create(told(AT_POSTERN_PROCESS), (uint64_t)forever, (uint64_t)(stack + sizeof(stack) - 8), 0, 31) < 0) {
        return 1;
    }
    printf("init: gone");
    abort();
}
