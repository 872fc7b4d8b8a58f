/* SPDX-License-Identifier: MIT */
/*
 * Counts what it costs to change threads, and to make and end one. Each figure is the difference between a loop of ROUNDS and one of twice as
 * many, divided by ROUNDS: a call with its share of the loop. The least of TRIALS counts, since a tick may fall into one.
 */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define ROUNDS 50
#define TRIALS 5
#define MANY 400
#define MORE (ROUNDS * TRIALS * 4)
#define STACK_BYTES 1024

static uint8_t stack[STACK_BYTES] __attribute__((aligned(16)));
static uint64_t handle;

static inline uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

static int64_t make(void (*function)(uint64_t), uint64_t argument, uint64_t priority)
{
    return thread_create(HANDLE_FIRST, (uint64_t)function, (uint64_t)stack + STACK_BYTES - 8, argument, priority);
}

/* The other thread. It yields more often than the one that measures. */
static void yields(uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        thread_yield();
    }
    exit(0);
}

static void blocks(uint64_t argument)
{
    (void)argument;
    for (;;) {
        thread_block();
    }
}

static void exits(uint64_t argument)
{
    (void)argument;
    exit(0);
}

static void do_yield(void)
{
    thread_yield();
}

static void do_wake(void)
{
    thread_wake(handle);
}

static void do_create(void)
{
    make(exits, 0, 1);
}

/* Makes many threads in a process and ends it while they are ready; makes and ends single ones. */
static void many(void)
{
    for (unsigned i = 0; i < 20; i++) {
        uint64_t process = (uint64_t)proc_create(HANDLE_FIRST, MANY, 0);
        uint64_t top = (uint64_t)stack + STACK_BYTES - 8;
        while ((handle = (uint64_t)thread_create(process, 0x400000, top, 0, 0)) < UINT64_C(1) << 60) {
        }
        proc_destroy(process);
        cap_delete(process); /* Later its handle outlives it. */
        for (unsigned k = 0; k < MANY; k++) {
            make(exits, 0, 1);
            thread_yield();
        }
    }
}

/* Prints a line "bench NAME VALUE instructions", where VALUE is for one switch if a round has two. */
static void measure(const char *name, void (*round)(void), unsigned parts)
{
    uint64_t least[2] = {UINT64_MAX, UINT64_MAX};
    for (unsigned trial = 0; trial < 2 * TRIALS; trial++) {
        uint64_t start = time_stamp();
        for (unsigned i = 0; i < ROUNDS * (1 + trial % 2); i++) {
            round();
        }
        uint64_t time = time_stamp() - start;
        least[trial % 2] = time < least[trial % 2] ? time : least[trial % 2];
    }
    uint64_t value = (least[1] - least[0]) / ROUNDS / parts;
    char line[64] = "bench ", digits[8];
    unsigned at = 6, count = 0;
    while (*name != 0) {
        line[at++] = *name++;
    }
    line[at++] = ' ';
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (count > 0) {
        line[at++] = digits[--count];
    }
    for (const char *rest = " instructions\n"; *rest != 0; rest++) {
        line[at++] = *rest;
    }
    debug_write(line, at);
}

__attribute__((section(".text.start"))) void _start(uint64_t part);
void _start(uint64_t part)
{
    switch (part) {
    case 0:
        measure("yield_alone", do_yield, 1);
        handle = (uint64_t)make(yields, MORE, 0);
        measure("yield_same_process", do_yield, 2);
        thread_destroy(handle);
        measure("thread_create_and_exit", do_create, 1);
        handle = (uint64_t)make(blocks, 0, 1);
        measure("wake_and_block", do_wake, 1);
        thread_destroy(handle);
        break;
    case 1:
        measure("yield_other_process", do_yield, 2);
        break;
    case 2:
        yields(MORE);
        break;
    default:
        many();
    }
    exit(0);
}
