/* SPDX-License-Identifier: MIT */
/*
 * Three threads of one priority are busy for 60 ticks, two of them in plain loops and one with calls. A fourth one, below them, has
 * nothing until they end. Whoever comes first after a tick notes that it was his.
 */
#include "tests/boot/lib/user.h"

#define STACK_BYTES 1024
#define TICKS 60

static uint8_t stacks[5][STACK_BYTES] __attribute__((aligned(16)));
static volatile int64_t end;
static volatile uint64_t had[4]; /* how many ticks */
static volatile char owner[TICKS + 20];

static void note(uint64_t me, int64_t now)
{
    int64_t tick = TICKS - (end - now);
    if (owner[tick] == 0) {
        owner[tick] = (char)('a' + me);
        had[me]++;
    }
}

static void counts(uint64_t me)
{
    int64_t now;
    while ((now = clock_ticks()) < end) {
        note(me, now);
        for (volatile unsigned i = 0; i < 200; i++) {
        }
    }
    exit(0);
}

static void calls(uint64_t me)
{
    int64_t now;
    while ((now = clock_ticks()) < end) {
        note(me, now);
        getpid();
    }
    exit(0);
}

static void below(uint64_t me)
{
    int64_t now = clock_ticks();
    had[me] = now < end;
    exit(0);
}

static uint64_t make(unsigned i, void (*function)(uint64_t), uint64_t priority)
{
    return (uint64_t)thread_create(HANDLE_FIRST, (uint64_t)function, (uint64_t)&stacks[i] + STACK_BYTES - 8, i, priority);
}

/* Above all others, so that they begin together. */
static void starts(uint64_t me)
{
    (void)me;
    end = clock_ticks() + TICKS;
    make(0, counts, 5);
    make(1, calls, 5);
    make(2, counts, 5);
    make(3, below, 4);
    exit(0);
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    make(4, starts, 6);
    say("ticks: ");
    debug_write((const void *)owner, TICKS);
    say("\n");
    bool even = true;
    for (unsigned i = 0; i < 3; i++) {
        even = even && had[i] >= TICKS / 3 - 1 && had[i] <= TICKS / 3 + 1;
    }
    say(even ? "each of three had a third\n" : "NOT even\n");
    say(had[3] == 0 ? "the one below had nothing until they ended\n" : "the one below RAN\n");
    exit(0);
}
