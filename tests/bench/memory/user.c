/* SPDX-License-Identifier: MIT */
/* Measures each call several times and prints the least, since the tick may fall into one. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define RW (RIGHT_READ | RIGHT_WRITE)
#define PAGE UINT64_C(4096)
#define HERE UINT64_C(0x10000000)
#define TRIALS 20

static uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

static void say(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    debug_write(text, length);
}

static void say_bench(const char *name, uint64_t value)
{
    char digits[24];
    unsigned at = sizeof(digits) - 1;
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    say("bench ");
    say(name);
    say(" ");
    say(&digits[at]);
    say(" instructions\n");
}

static void must(int right)
{
    if (!right) {
        exit(1);
    }
}

static void least(uint64_t *value, uint64_t time)
{
    *value = time < *value ? time : *value;
}

static void measure(void)
{
    uint64_t alloc = UINT64_MAX, first = UINT64_MAX, again = UINT64_MAX, table = UINT64_MAX;
    uint64_t neighbour = (uint64_t)mem_alloc(SELF, 1);
    must(mem_map(SELF, neighbour, HERE, RW) == 0);
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        uint64_t start = time_stamp();
        int64_t memory = mem_alloc(SELF, 1);
        least(&alloc, time_stamp() - start);

        for (unsigned turn = 0; turn < 2; turn++) {
            start = time_stamp();
            int64_t mapped = mem_map(SELF, (uint64_t)memory, HERE + PAGE, RW);
            *(volatile uint64_t *)(HERE + PAGE) = trial;
            int64_t unmapped = mem_unmap((uint64_t)memory);
            least(turn == 0 ? &first : &again, time_stamp() - start);
            must(mapped == 0 && unmapped == 0);
        }

        start = time_stamp();
        int64_t mapped = mem_map(SELF, (uint64_t)memory, 2 * HERE, RW);
        *(volatile uint64_t *)(2 * HERE) = trial;
        int64_t unmapped = mem_unmap((uint64_t)memory);
        least(&table, time_stamp() - start);
        must(mapped == 0 && unmapped == 0 && cap_delete((uint64_t)memory) == 0);
    }
    say_bench("mem_alloc", alloc);
    say_bench("map_touch_unmap", again);
    say_bench("map_touch_unmap_fresh", first);
    say_bench("map_touch_unmap_table", table);
}

/* 64 MiB: once with fresh frames, once with frames that are there, once with something in the way of the last page. */
static void long_calls(void)
{
    const uint64_t pages = 16384, there = 2 * HERE;
    uint64_t memory = (uint64_t)mem_alloc(SELF, pages), obstacle = (uint64_t)mem_alloc(SELF, 1);
    for (unsigned turn = 0; turn < 2; turn++) {
        must(mem_map(SELF, memory, there, RW) == 0 && mem_unmap(memory) == 0);
    }
    must(mem_map(SELF, obstacle, there + (pages - 1) * PAGE, RW) == 0 && mem_map(SELF, memory, there, RW) < 0);
    must(cap_delete(obstacle) == 0 && mem_map(SELF, memory, there, RW) == 0 && cap_delete(memory) == 0);
    struct cap_info info;
    do { /* Until every frame is back. */
        must(cap_inspect(SELF, &info, sizeof(info)) == 0);
    } while (info.used > pages);
}

__attribute__((section(".text.start"))) void _start(uint64_t life);
void _start(uint64_t life)
{
    if (life == 0) {
        measure();
    } else {
        long_calls();
    }
    exit(0);
}
