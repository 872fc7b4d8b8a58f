/* SPDX-License-Identifier: MIT */
/*
 * First life: what calls with handles cost, each call with its share of a loop in C; the least of some trials, since the tick may fall into
 * one. Second life: makes and ends as much as it can, while the demonstration looks how long interrupts have to wait.
 */
#include "results.h"

#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define ROUNDS 50
#define TRIALS 5
#define MANY 3800
#define CHILDS 1000
#define STORMS 4
#define BIRTHS 100

struct results results;
static uint64_t handles[MANY];

static inline uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

static void least(uint64_t *result, uint64_t start)
{
    uint64_t each = (time_stamp() - start) / ROUNDS;
    *result = *result == 0 || each < *result ? each : *result;
}

static void trial(void)
{
    struct cap_info info;
    uint64_t start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        cap_revoke(0);
    }
    least(&results.handle_refused, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        cap_revoke(SELF);
    }
    least(&results.cap_revoke_nothing, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        handles[i] = (uint64_t)cap_create(SELF, RIGHT_COPY, 0);
    }
    least(&results.cap_create, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        handles[i] = (uint64_t)cap_transfer(SELF, handles[i]);
    }
    least(&results.cap_transfer, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        cap_inspect(handles[i], &info, sizeof(info));
    }
    least(&results.cap_inspect, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        cap_delete(handles[i]);
    }
    least(&results.cap_delete, start);
    start = time_stamp();
    for (unsigned i = 0; i < ROUNDS; i++) {
        handles[i] = (uint64_t)proc_create(SELF, 0, 0);
    }
    least(&results.proc_create, start);
    for (unsigned i = 0; i < ROUNDS; i++) {
        cap_delete(handles[i]);
    }
}

/* A chain or a fan of thousands is revoked, a child with a thousand handles ends, and a hundred are born and end. */
static void storm(int chain)
{
    uint64_t source = (uint64_t)cap_create(SELF, RIGHT_COPY, 0), first = source;
    uint64_t child = (uint64_t)proc_create(SELF, 100, 0);
    for (unsigned i = 0; i < MANY; i++) {
        handles[i] = (uint64_t)cap_create(source, RIGHT_COPY, 0);
        source = chain ? handles[i] : source;
    }
    for (unsigned i = 0; i < CHILDS; i++) {
        cap_transfer(child, handles[i]);
    }
    if (cap_revoke(first) != 0) {
        exit(1);
    }
    for (unsigned i = 0; i < CHILDS; i++) {
        cap_transfer(child, (uint64_t)cap_create(first, 0, 0));
    }
    struct cap_info before, now;
    cap_inspect(SELF, &before, sizeof(before));
    proc_destroy(child);
    cap_delete(child); /* Later its handle outlives it. */
    do {
        cap_inspect(SELF, &now, sizeof(now));
    } while (now.used + 102 > before.used);
    cap_delete(first);
    for (unsigned i = 0; i < BIRTHS; i++) {
        cap_delete((uint64_t)proc_create(SELF, 0, 0));
    }
}

__attribute__((section(".text.start"))) void _start(uint64_t life);
void _start(uint64_t life)
{
    if (life == 0) {
        for (unsigned i = 0; i < TRIALS; i++) {
            trial();
        }
    } else {
        for (unsigned i = 0; i < STORMS; i++) {
            storm(i % 2 == 0);
        }
    }
    exit(0);
}
