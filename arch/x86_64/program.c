/* SPDX-License-Identifier: MIT */
/*
 * What programs are on this machine, and what it knows that nobody outside can know.
 */
#include "arch/x86_64/cpuid.h"
#include "arch/x86_64/page_table.h"
#include "kernel/lib/string.h"
#include "kernel/machine.h"
#include "kernel/process.h"

/** AMD64 supplement, section 4.1.1: EM_X86_64. Page 0 and the last page of the lower half are never mapped. */
const struct elf_target machine_elf_target = {.machine = 62, .start = PAGE_SIZE, .end = USER_LIMIT};

static uint64_t read_tsc(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

/** Asks for a random number as often as the manual says: a working source answers one of ten times (Intel SDM volume 1, 7.3.17). */
static bool read_random(uint64_t *number)
{
    bool answered = false;
    for (unsigned attempt = 0; attempt < 10 && !answered; attempt++) {
        __asm__ volatile("rdrand %0" : "=r"(*number), "=@ccc"(answered));
    }
    return answered;
}

bool machine_entropy(void *seed, size_t size)
{
    bool source = (cpuid(1, 0, CPUID_ECX) >> 30 & 1) != 0;
    uint64_t time = 0;
    for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t number = 0;
        source = source && read_random(&number);
        time = (time << 13 | time >> 51) ^ read_tsc();
        number ^= time;
        memcpy((uint8_t *)seed + at, &number, sizeof(number));
    }
    return source;
}

uint64_t machine_call_number(const struct thread *thread)
{
    return thread->frame.rax;
}
