/* SPDX-License-Identifier: MIT */
/* A process ends whose child is kept by a mapping. One waits for it, another ends memory, again and again. */
#include <assert.h>
#include <postern.h>
#include <stdbool.h>
#include <stdio.h>

#define PAGES 2000

static _Alignas(16) char stack[4096];
static uint64_t victim;
static volatile bool told_so;

static _Noreturn void waiter(void)
{
    struct process_outcome end;
    if (process_wait(victim, &end, sizeof(end)) == 0) {
        told_so = true;
    }
    thread_exit(0);
    __builtin_trap();
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    victim = (uint64_t)proc_create(self, 100, 0);
    uint64_t child = (uint64_t)proc_create(victim, 20, 0), memory = (uint64_t)mem_alloc(self, 1);
    assert(mem_map(child, memory, 0x200000, RIGHT_READ) == 0);
    assert(thread_create(self, (uint64_t)waiter, (uint64_t)(stack + sizeof(stack) - 8), 0, 31) > 0);
    thread_yield();
    int64_t start = clock_ticks();
    unsigned long rounds = 0;
    while (!told_so && clock_ticks() < start + 300) {
        int64_t much = mem_alloc(self, PAGES);
        if (much > 0) {
            assert(mem_map(self, (uint64_t)much, 0x40000000, RIGHT_READ) == 0 && cap_delete((uint64_t)much) == 0);
            if (rounds++ == 3) {
                assert(proc_destroy(victim) == 0);
                start = clock_ticks();
            }
        }
    }
    printf("after %ld ticks and %lu rounds the process %s\n", (long)(clock_ticks() - start), rounds,
           told_so ? "has ended" : "is still ending");
    return 0;
}
