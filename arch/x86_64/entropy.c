/* SPDX-License-Identifier: MIT */
/*
 * What the processor knows and nobody outside: the numbers of its own source, if it has one, and the exact time in any case. Neither spoils
 * the other, since they are combined by exclusive or.
 */
#include "arch/x86_64/cpuid.h"
#include "kernel/lib/string.h"
#include "kernel/machine.h"

static uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

/** Asks the source, which may be empty, as often as the manual says (Intel SDM volume 1, section 7.3.17.1). */
static bool source_read(uint64_t *number)
{
    bool answered = false;
    for (unsigned attempt = 0; attempt < 10 && !answered; attempt++) {
        __asm__ volatile("rdrand %0" : "=r"(*number), "=@ccc"(answered));
    }
    return answered;
}

bool machine_entropy(void *seed, size_t size)
{
    bool present = (cpuid(1, 0, CPUID_ECX) >> 30 & 1) != 0;
    bool answered = present;
    for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
        uint64_t number = 0;
        answered = present && source_read(&number) && answered;
        number ^= time_stamp();
        memcpy((uint8_t *)seed + at, &number, sizeof(number));
    }
    return answered;
}
