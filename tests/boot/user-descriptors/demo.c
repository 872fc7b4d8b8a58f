/* SPDX-License-Identifier: MIT */
/*
 * Instructions whose answer depends on the processor: with UMIP, ring 3 cannot ask where the descriptor tables are; SYSENTER exists for ring 3 in 64-bit
 * mode on Intel's processors only, and has no target here.
 */
#include "arch/x86_64/cpuid.h"
#include "tests/boot/lib/flat_program.h"

static const char *const ways[] = {"sgdt", "sidt", "sldt", "str", "smsw", "sysenter", "rdtsc"};
#define UMIP_WAYS 5
#define WAY_SYSENTER 5

static unsigned way, wrong;

static unsigned expected(void)
{
    bool umip = cpuid(7, 0, CPUID_ECX) >> 2 & 1, intel = cpuid(0, 0, CPUID_EBX) == 0x756e6547;
    if (way < UMIP_WAYS) {
        return umip ? 13 : 3;
    }
    return way == WAY_SYSENTER ? intel ? 13 : 6 : 3;
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->fault.number != expected()) {
        wrong++;
        print("WRONG: %s: %s\n", ways[way], thread->fault.name);
    }
    if (++way < ARRAY_SIZE(ways)) {
        program_live(way);
    }
    print("%u asked, %u surprises\n", way, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    program_live(way);
}
