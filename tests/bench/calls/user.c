/* SPDX-License-Identifier: MIT */
/*
 * Counts what calls cost. First life: the calls, then exit. Second life: an invalid instruction.
 */
#include "bench.h"
#include "user/libc/calls.h"

struct results results;

#define NUMBER_null 22
#define NUMBER_getpid 25
#define NUMBER_clock_ticks 24
#define NUMBER_unknown 63

/* The label SYMBOL stands at the SYSCALL, for whoever wants to step over it. */
#define LOOP(symbol, number, rounds, setup)                                                                                  \
    __asm__ volatile("1:\n\tmovl %[call], %%eax\n" setup ".globl " symbol "\n" symbol ":\n\tsyscall\n\tdecl %[left]\n\tjnz 1b" \
                     : [left] "+r"(rounds)                                                                                   \
                     : [call] "i"(number)                                                                                    \
                     : "rax", "rcx", "r11", "rdi", "rsi", "rdx", "r8", "r9", "r10", "memory", "cc")

#define MEASURE(name, number, setup)                                                                                         \
    static __attribute__((noinline)) uint64_t run_##name(uint32_t rounds)                                                    \
    {                                                                                                                        \
        uint64_t start = time_stamp();                                                                                       \
        LOOP("syscall_" #name, number, rounds, setup);                                                                       \
        return time_stamp() - start;                                                                                         \
    }                                                                                                                        \
    static uint64_t measure_##name(void)                                                                                     \
    {                                                                                                                        \
        uint64_t once = UINT64_MAX, twice = UINT64_MAX;                                                                      \
        for (unsigned trial = 0; trial < TRIALS; trial++) {                                                                  \
            uint64_t time = run_##name(ROUNDS);                                                                              \
            once = time < once ? time : once;                                                                                \
            time = run_##name(2 * ROUNDS);                                                                                   \
            twice = time < twice ? time : twice;                                                                             \
        }                                                                                                                    \
        return (twice - once) / ROUNDS;                                                                                      \
    }

#define MEASURE_PLAIN(name) MEASURE(name, NUMBER_##name, "")
BENCHES(MEASURE_PLAIN)
#if SPRINT >= S_USERCOPY
MEASURE(debug_write_nothing, 23, "\tmovl $0x400000, %%edi\n\tmovl $0, %%esi\n")
#endif

__attribute__((section(".text.start"))) void _start(uint64_t life);
void _start(uint64_t life)
{
    if (life == 1) {
        results.before = time_stamp();
        __asm__ volatile("ud2");
    }
#define RECORD(name) results.name = measure_##name();
    BENCHES(RECORD)
#if SPRINT >= S_USERCOPY
    results.debug_write_nothing = measure_debug_write_nothing();
#endif
    results.before = time_stamp();
    exit(0);
}
