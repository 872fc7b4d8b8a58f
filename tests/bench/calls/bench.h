/* SPDX-License-Identifier: MIT */
/*
 * What the measuring program leaves for the demonstration, at the beginning of its variables.
 *
 * A loop makes ROUNDS calls, then twice as many; the difference, divided by ROUNDS, is one call with its share of the loop: MOV of the
 * number, SYSCALL, DEC, JNZ (calls with arguments: a MOV more for each). The least of TRIALS counts, since the tick may fall into one.
 */
#ifndef TESTS_BENCH_CALLS_BENCH_H
#define TESTS_BENCH_CALLS_BENCH_H

#include <stdint.h>

#define ROUNDS 100
#define TRIALS 5

#define BENCHES(BENCH) BENCH(null) BENCH(unknown) BENCH(getpid) BENCH(clock_ticks)

struct results {
#define MEMBER(name) uint64_t name;
    BENCHES(MEMBER)
#undef MEMBER
    uint64_t debug_write_nothing;
    uint64_t before; /* time stamp right before the instruction that ends the thread */
};

static inline uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

#endif
