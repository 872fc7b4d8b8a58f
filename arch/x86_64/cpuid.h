/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The CPUID instruction.
 *
 * Source: Intel SDM volume 2, CPUID; AMD APM volume 3, appendix E.
 */
#ifndef ARCH_CPUID_H
#define ARCH_CPUID_H

#include "kernel/types.h"

/** @defgroup cpuid CPUID
 *  @brief What the processor can do.
 *  @{ */

/** What CPUID answers, by register. */
enum cpuid_register { CPUID_EAX, CPUID_EBX, CPUID_ECX, CPUID_EDX };

/**
 * Asks the processor about itself.
 *
 * @param leaf    the question (EAX)
 * @param subleaf its second half (ECX), 0 where it has none
 * @param which   the register that holds the answer
 * @return the answer, or 0 if the processor does not know the leaf
 */
static inline uint32_t cpuid(uint32_t leaf, uint32_t subleaf, enum cpuid_register which)
{
    uint32_t answer[4];
    __asm__ volatile("cpuid"
                     : "=a"(answer[CPUID_EAX]), "=b"(answer[CPUID_EBX]), "=c"(answer[CPUID_ECX]), "=d"(answer[CPUID_EDX])
                     : "a"(leaf & 0x80000000), "c"(0));
    if (leaf > answer[CPUID_EAX]) {
        return 0;
    }
    __asm__ volatile("cpuid"
                     : "=a"(answer[CPUID_EAX]), "=b"(answer[CPUID_EBX]), "=c"(answer[CPUID_ECX]), "=d"(answer[CPUID_EDX])
                     : "a"(leaf), "c"(subleaf));
    return answer[which];
}

/** @} */

#endif
