/* SPDX-License-Identifier: MIT */
/*
 * Makes threads until it gets no more. They stay, and so does the process, until somebody ends it.
 */
#include <postern.h>
#include <stdio.h>

static _Alignas(16) char stack[4096];

static _Noreturn void sleep_for_ever(void)
{
    for (;;) {
        thread_block();
    }
}

int main(void)
{
    unsigned threads = 0;
    int64_t result;
    /* All begin on one stack. Each pushes the same before it blocks, and never comes back. */
    uint64_t top = (uint64_t)(stack + sizeof(stack) - 8);
    while ((result = thread_create(told(AT_POSTERN_PROCESS), (uint64_t)sleep_for_ever, top, 0, 0)) >= 0) {
        threads++;
    }
    printf("spawn: %s after %u threads\n", error_name(result), threads);
    return 0;
}
