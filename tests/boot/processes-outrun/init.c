/* SPDX-License-Identifier: MIT */
/*
 * A process ends that holds a capability from which others were derived, or that has paid for what capabilities lead to. Whoever has the
 * derived ones derives more, on and on. Another process ends behind it in the queue, and somebody waits for that.
 */
#include <assert.h>
#include <postern.h>
#include <stdbool.h>
#include <stdio.h>

#define PATIENCE 100 /* ticks */

static _Alignas(16) char stacks[2][4096];
static uint64_t other;
static volatile bool told_so;

static _Noreturn void waiter(void)
{
    struct process_outcome end;
    told_so = process_wait(other, &end, sizeof(end)) == 0;
    thread_exit(0);
    __builtin_trap();
}

/* The new handle, or the old one if there can be no new one. */
static uint64_t derive(uint64_t from)
{
    int64_t handle = cap_create(from, RIGHT_READ | RIGHT_COPY, 0);
    return handle > 0 ? (uint64_t)handle : from;
}

static void race(uint64_t self, bool pays)
{
    uint64_t ending = (uint64_t)proc_create(self, 100, 0), memory = (uint64_t)mem_alloc(pays ? ending : self, 1);
    uint64_t middle = derive(memory), last = derive(middle);
    assert(pays || cap_transfer(ending, middle) > 0);
    for (unsigned i = 0; i < 100; i++) {
        last = derive(last);
    }
    told_so = false;
    other = (uint64_t)proc_create(self, 10, 0);
    assert(thread_create(self, (uint64_t)waiter, (uint64_t)(stacks[pays] + sizeof(stacks[pays]) - 8), 0, 31) > 0);
    thread_yield();
    assert(proc_destroy(ending) == 0 && proc_destroy(other) == 0);
    int64_t start = clock_ticks();
    while (!told_so && clock_ticks() < start + PATIENCE) {
        last = pays ? derive(memory) : derive(last);
    }
    printf("the %s ends: the other process %s\n", pays ? "payer" : "holder", told_so ? "has ended" : "is still ending");
}

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    race(self, false);
    race(self, true);
    return 0;
}
