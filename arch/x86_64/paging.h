/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The kernel's own page tables, and the instructions that make the processor use tables.
 *
 * Source: Intel SDM volume 3A, sections 4.5 (CR3), 4.10 (TLB); volume 2, INVLPG and CPUID.
 */
#ifndef ARCH_PAGING_H
#define ARCH_PAGING_H

#include "arch/x86_64/page_table.h"

/** @defgroup paging Paging
 *  @brief The kernel's own page tables.
 *  @{ */

#define CR4_PGE (UINT64_C(1) << 7) /**< Entries with the global bit survive a write to CR3. */

#define CPUID_EXTENDED 0x80000001         /**< CPUID leaf that tells about pages of 1 GiB. */
#define CPUID_EXTENDED_PAGE_1G (1U << 26) /**< The bit of EDX: the processor has them. */

/** Device registers are mapped from here on, see docs/skeleton.md. */
#define DEVICE_FIRST UINT64_C(0xffffc00000000000)
/** The last byte of that region. */
#define DEVICE_LAST UINT64_C(0xffffc0ffffffffff)
/** Stacks and areas of further processors: from here ... */
#define PROCESSORS_FIRST UINT64_C(0xffffc10000000000)
/** ... to here. */
#define PROCESSORS_LAST UINT64_C(0xffffc1ffffffffff)

/** Reads CR3: the physical address of the top table. */
static inline uint64_t cr3_read(void)
{
    uint64_t value;
    __asm__ volatile("movq %%cr3, %0" : "=r"(value));
    return value;
}

/** Writes CR3: another top table. Ends the TLB's entries that are not global. */
static inline void cr3_write(uint64_t value)
{
    __asm__ volatile("movq %0, %%cr3" : : "r"(value) : "memory");
}

/** Ends the TLB's entry for an address, global or not, and everything that is cached of upper tables. */
static inline void page_invalidate(uint64_t address)
{
    __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

/** Returns the top table of the kernel's own page tables: the kernel's half of every address space, and an empty user's half. */
struct physical_address kernel_tables(void);

/**
 * Maps device registers, uncached, writable, not executable. A mapping lasts for ever; the same registers may be mapped again.
 *
 * @param registers physical address, any alignment
 * @param bytes     how many
 * @return where the kernel can reach them; panics with PANIC_MEMORY if no frame is left for tables
 */
volatile void *device_map(struct physical_address registers, uint64_t bytes);

/** @} */

#endif
