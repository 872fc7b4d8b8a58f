/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Model-specific registers, and the instructions that reach them.
 *
 * Source: Intel SDM volume 4, chapter 2; volume 2, RDMSR and WRMSR. Ring 0 only. Both raise #GP for a register that is not there.
 */
#ifndef ARCH_MSR_H
#define ARCH_MSR_H

/** @defgroup msr Model-specific registers
 *  @brief And the instructions that reach them.
 *  @{ */

#define MSR_GS_BASE 0xc0000101 /**< Base of GS. */

#ifndef __ASSEMBLER__

#include "kernel/types.h"

/** Reads a model-specific register. */
static inline uint64_t msr_read(uint32_t msr)
{
    uint32_t low, high;
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
    return (uint64_t)high << 32 | low;
}

/** Writes a model-specific register. */
static inline void msr_write(uint32_t msr, uint64_t value)
{
    __asm__ volatile("wrmsr" : : "c"(msr), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)) : "memory");
}

#endif

/** @} */

#endif
