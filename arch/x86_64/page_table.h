/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Four-level page tables, as data: nothing here touches the processor.
 *
 * Source: Intel SDM volume 3A, section 4.5 (4-level paging); AMD APM volume 2, section 5.3.
 */
#ifndef ARCH_PAGE_TABLE_H
#define ARCH_PAGE_TABLE_H

#include "kernel/address.h"
#include "kernel/types.h"

/** @defgroup page_table Page tables
 *  @brief Walks, maps, unmaps and protects in four-level page tables.
 *  @{ */

/** Entries in a table of any level. */
#define TABLE_ENTRIES 512
/** First entry of the top table that belongs to the kernel. */
#define TABLE_KERNEL_HALF 256
/** The first address that a program can have mapped. */
#define USER_FIRST PAGE_SIZE
/** The first address that no program can have mapped: a page below 2^47. */
#define USER_LIMIT UINT64_C(0x00007ffffffff000)
/** The first address of the kernel's half. */
#define KERNEL_FIRST UINT64_C(0xffff800000000000)

/** Bits of an entry (Intel SDM volume 3A, tables 4-15 to 4-20). */
#define ENTRY_PRESENT (UINT64_C(1) << 0)
#define ENTRY_WRITABLE (UINT64_C(1) << 1)          /**< Writes are permitted. */
#define ENTRY_USER (UINT64_C(1) << 2)              /**< Ring 3 has access. */
#define ENTRY_WRITE_THROUGH (UINT64_C(1) << 3)     /**< PWT: with the next bit, the memory type. */
#define ENTRY_CACHE_DISABLE (UINT64_C(1) << 4)     /**< PCD: with PWT and the PAT's reset value, uncached. */
#define ENTRY_LARGE (UINT64_C(1) << 7)             /**< A page of 2 MiB or 1 GiB, not a table. */
#define ENTRY_GLOBAL (UINT64_C(1) << 8)            /**< Stays in the TLB when CR3 is written. */
#define ENTRY_COUNT (UINT64_C(0x3ff) << 52)        /**< Ignored by the processor where an entry leads to a table. In the user's half: how many entries of that table are used. */
#define ENTRY_COUNT_ONE (UINT64_C(1) << 52)        /**< One of them. */
#define ENTRY_NO_EXECUTE (UINT64_C(1) << 63)       /**< Instructions cannot be fetched. */
#define ENTRY_ADDRESS UINT64_C(0x000ffffffffff000) /**< Where the table or the frame lies. */

/** The level whose entries map pages of a size. */
enum page_level {
    PAGE_4K = 1, /**< 4 KiB. */
    PAGE_2M = 2, /**< 2 MiB. */
    PAGE_1G = 3, /**< 1 GiB. */
};

/** Bytes that an entry of a level stands for. */
#define LEVEL_BYTES(level) (UINT64_C(1) << (PAGE_SHIFT + 9 * ((level)-1)))

/** What is mapped at an address. */
struct page_mapping {
    struct physical_address frame; /**< Physical address of the page's first byte. */
    enum page_level level;         /**< The page's size. */
    unsigned permissions;          /**< Sum of enum permission. */
};

/**
 * Maps a page. Tables that are missing are made, zeroed, owner FRAME_TABLE; after a refusal everything is as before.
 *
 * In the user's half PERMISSION_USER must be given, PERMISSION_DEVICE must not, and only PAGE_4K is possible; page 0 and
 * the last page below 2^47 are refused. In the kernel's half PERMISSION_USER is refused, and the entry of the top table must
 * exist: see page_table_reserve().
 *
 * @param root        physical address of the top table
 * @param address     virtual address, a multiple of the page's size
 * @param frame       physical address, a multiple of the page's size, less than 2^52
 * @param level       the page's size
 * @param permissions sum of enum permission
 * @return ADDRESS_OK, ADDRESS_INVALID, ADDRESS_OCCUPIED or ADDRESS_EXHAUSTED, the first that applies
 */
enum address_status page_table_map(struct physical_address root, uint64_t address, struct physical_address frame,
                                   enum page_level level, unsigned permissions);

/**
 * Ends the mapping of a page. In the user's half, tables that hold nothing any more are freed; in the kernel's half they stay.
 * The caller invalidates the TLB.
 *
 * @param root    physical address of the top table
 * @param address virtual address, a multiple of the page's size
 * @param frame   receives what was mapped there
 * @return ADDRESS_OK, ADDRESS_INVALID or ADDRESS_ABSENT
 */
enum address_status page_table_unmap(struct physical_address root, uint64_t address, struct physical_address *frame);

/**
 * Gives a mapped page other permissions, by the rules of page_table_map(). The caller invalidates the TLB.
 *
 * @return ADDRESS_OK, ADDRESS_INVALID or ADDRESS_ABSENT
 */
enum address_status page_table_protect(struct physical_address root, uint64_t address, unsigned permissions);

/**
 * Tells what is mapped at an address.
 *
 * @param root    physical address of the top table
 * @param address virtual address, any
 * @param mapping receives what is mapped
 * @return false if nothing is
 */
bool page_table_lookup(struct physical_address root, uint64_t address, struct page_mapping *mapping);

/**
 * Finds the lowest page that is mapped in the user's half.
 *
 * @param root    physical address of the top table
 * @param address receives its virtual address
 * @return false if none is
 */
bool page_table_first(struct physical_address root, uint64_t *address);

/**
 * Makes the entries of the top table that [first, last] needs, in the kernel's half, so that every address space can copy
 * them once and for all.
 *
 * @return false if no frame is left
 */
bool page_table_reserve(struct physical_address root, uint64_t first, uint64_t last);

/** @} */

#endif
