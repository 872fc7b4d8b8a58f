/* SPDX-License-Identifier: MIT */
/*
 * Boot step 15: turns on what the processor offers for the kernel's protection. Each feature is used if CPUID names it, and the kernel
 * works without it.
 */
#include "arch/x86_64/cpuid.h"
#include "kernel/boot_step.h"
#include "kernel/print.h"

/* A bit of CR4, and where CPUID says that it may be set (Intel SDM volume 3A, section 2.5). */
struct feature {
    const char *name;
    uint32_t leaf;
    enum cpuid_register where;
    unsigned bit;
    uint64_t cr4;
};

static const struct feature features[] = {
    {"machine checks", 1, CPUID_EDX, 7, 1 << 6},
#if SPRINT >= S_RING3
    {"UMIP", 7, CPUID_ECX, 2, 1 << 11},
    {"FSGSBASE", 7, CPUID_EBX, 0, 1 << 16},
#endif
#if SPRINT >= S_USERCOPY
    {"SMEP", 7, CPUID_EBX, 7, 1 << 20},
    {"SMAP", 7, CPUID_EBX, 20, 1 << 21},
#endif
};

static void features_init(void)
{
    uint64_t cr4;
    __asm__ volatile("movq %%cr4, %0" : "=r"(cr4));
    print("processor features:");
    for (const struct feature *feature = features; feature < features + ARRAY_SIZE(features); feature++) {
        bool present = cpuid(feature->leaf, 0, feature->where) >> feature->bit & 1;
        print(" %s%s", present ? "" : "no ", feature->name);
        cr4 |= present ? feature->cr4 : 0;
    }
    print("\n");
    __asm__ volatile("movq %0, %%cr4" : : "r"(cr4));
}
BOOT_STEP(15, features_init);
