/* SPDX-License-Identifier: MIT */
/*
 * Four-level page tables, as data. The kernel and its host tests compile this same file: tables are frames from the frame
 * allocator, reached through the direct map, and nothing here reads or writes a register.
 *
 * Invariants: no entry is writable and executable. No entry of the kernel's half has the user bit, at any level. Page 0 and the
 * last page below 2^47 are never mapped. In the user's half, no table but the top one is empty, and the entry
 * that leads to a table says how many of its entries are used.
 */
#include "arch/x86_64/page_table.h"

#include "kernel/frame_alloc.h"
#include "kernel/machine.h"

#define TABLE_TOP 4 /* the level of the top table */

static uint64_t *table_at(uint64_t entry)
{
    return direct_map((struct physical_address){entry & ENTRY_ADDRESS});
}

static unsigned index_at(uint64_t address, unsigned level)
{
    return (address >> (PAGE_SHIFT + 9 * (level - 1))) % TABLE_ENTRIES;
}

static bool in_user_half(uint64_t address)
{
    return address < KERNEL_FIRST;
}

/* An entry that points to a frame, not to a table. */
static bool is_leaf(uint64_t entry, unsigned level)
{
    return level == PAGE_4K || (entry & ENTRY_LARGE) != 0;
}

/* What may be mapped where. A hole between the halves needs no rule of its own: it lies in neither. */
static bool address_valid(uint64_t address, enum page_level level)
{
    if (address % LEVEL_BYTES(level) != 0) {
        return false;
    }
    if (in_user_half(address)) {
        return level == PAGE_4K && address >= USER_FIRST && address < USER_LIMIT;
    }
    return true;
}

static bool permissions_valid(uint64_t address, unsigned permissions)
{
    bool write_execute = (permissions & PERMISSION_WRITE) != 0 && (permissions & PERMISSION_EXECUTE) != 0;
    bool user = (permissions & PERMISSION_USER) != 0;
    bool device = (permissions & PERMISSION_DEVICE) != 0;
    return (permissions & PERMISSION_READ) != 0 && !write_execute && user == in_user_half(address) && !(user && device);
}

static uint64_t entry_bits(unsigned permissions, enum page_level level)
{
    uint64_t bits = ENTRY_PRESENT;
    bits |= (permissions & PERMISSION_WRITE) != 0 ? ENTRY_WRITABLE : 0;
    bits |= (permissions & PERMISSION_EXECUTE) != 0 ? 0 : ENTRY_NO_EXECUTE;
    bits |= (permissions & PERMISSION_USER) != 0 ? ENTRY_USER : ENTRY_GLOBAL;
    bits |= (permissions & PERMISSION_DEVICE) != 0 ? ENTRY_WRITE_THROUGH | ENTRY_CACHE_DISABLE : 0;
    bits |= level != PAGE_4K ? ENTRY_LARGE : 0;
    return bits;
}

static unsigned entry_permissions(uint64_t entry)
{
    unsigned permissions = PERMISSION_READ;
    permissions |= (entry & ENTRY_WRITABLE) != 0 ? PERMISSION_WRITE : 0;
    permissions |= (entry & ENTRY_NO_EXECUTE) != 0 ? 0 : PERMISSION_EXECUTE;
    permissions |= (entry & ENTRY_USER) != 0 ? PERMISSION_USER : 0;
    permissions |= (entry & ENTRY_CACHE_DISABLE) != 0 ? PERMISSION_DEVICE : 0;
    return permissions;
}

/*
 * Goes down from the top table to the entry for the address at level `stop`, or to the first entry on the way that leads no
 * further: one that is absent, or one that maps a larger page. `level` receives the level of the entry that is returned.
 */
static uint64_t *entry_walk(struct physical_address root, uint64_t address, unsigned stop, unsigned *level)
{
    uint64_t *table = direct_map(root);
    for (*level = TABLE_TOP;; (*level)--) {
        uint64_t *entry = &table[index_at(address, *level)];
        if (*level == stop || (*entry & ENTRY_PRESENT) == 0 || is_leaf(*entry, *level)) {
            return entry;
        }
        table = table_at(*entry);
    }
}

/* Makes a table and hooks it into the absent entry of the level above. What it permits is up to the entries in it. */
static bool table_make(uint64_t *entry, uint64_t address)
{
    struct physical_address table;
    if (!frame_alloc_zeroed(FRAME_TABLE, &table)) {
        return false;
    }
    *entry = table.value | ENTRY_PRESENT | ENTRY_WRITABLE | (in_user_half(address) ? ENTRY_USER : 0);
    return true;
}

/*
 * Counts an entry that has come (ENTRY_COUNT_ONE) or gone (its negative) at a level, where the entry above leads to its table. The
 * kernel's half is left alone: other top tables point to the same tables.
 */
static void entry_count(struct physical_address root, uint64_t address, unsigned level, uint64_t change)
{
    if (in_user_half(address) && level < TABLE_TOP) {
        *entry_walk(root, address, level + 1, &level) += change;
    }
}

/* Frees the tables on the way to a user's address that have no entry, from that of this level up. */
static void tables_prune(struct physical_address root, uint64_t address, unsigned level)
{
    for (unsigned above = level + 1; in_user_half(address) && above <= TABLE_TOP; above++) {
        uint64_t *entry = entry_walk(root, address, above, &level);
        if ((*entry & ENTRY_COUNT) != 0) {
            return;
        }
        struct physical_address table = {*entry & ENTRY_ADDRESS};
        *entry = 0;
        entry_count(root, address, above, -ENTRY_COUNT_ONE);
        frame_free(FRAME_TABLE, table);
    }
}

enum address_status page_table_map(struct physical_address root, uint64_t address, struct physical_address frame,
                                   enum page_level level, unsigned permissions)
{
    if (!address_valid(address, level) || !permissions_valid(address, permissions)) {
        return ADDRESS_INVALID;
    }
    if ((frame.value & ~ENTRY_ADDRESS) != 0 || frame.value % LEVEL_BYTES(level) != 0) {
        return ADDRESS_INVALID;
    }
    for (;;) {
        unsigned found;
        uint64_t *entry = entry_walk(root, address, level, &found);
        if ((*entry & ENTRY_PRESENT) != 0) {
            return ADDRESS_OCCUPIED;
        }
        if (found == (unsigned)level) {
            *entry = frame.value | entry_bits(permissions, level);
            entry_count(root, address, level, ENTRY_COUNT_ONE);
            return ADDRESS_OK;
        }
        if (found == TABLE_TOP && !in_user_half(address)) {
            return ADDRESS_INVALID;
        }
        if (!table_make(entry, address)) {
            tables_prune(root, address, found);
            return ADDRESS_EXHAUSTED;
        }
        entry_count(root, address, found, ENTRY_COUNT_ONE);
    }
}

/* The leaf entry for an address that is the first byte of a mapped page. */
static enum address_status leaf_find(struct physical_address root, uint64_t address, uint64_t **leaf, unsigned *level)
{
    if (!address_valid(address, PAGE_4K)) {
        return ADDRESS_INVALID;
    }
    *leaf = entry_walk(root, address, PAGE_4K, level);
    if ((**leaf & ENTRY_PRESENT) == 0) {
        return ADDRESS_ABSENT;
    }
    return address % LEVEL_BYTES(*level) == 0 ? ADDRESS_OK : ADDRESS_INVALID;
}

enum address_status page_table_unmap(struct physical_address root, uint64_t address, struct physical_address *frame)
{
    uint64_t *leaf;
    unsigned level;
    enum address_status status = leaf_find(root, address, &leaf, &level);
    if (status != ADDRESS_OK) {
        return status;
    }
    frame->value = *leaf & ENTRY_ADDRESS;
    *leaf = 0;
    entry_count(root, address, level, -ENTRY_COUNT_ONE);
    tables_prune(root, address, level);
    return ADDRESS_OK;
}

enum address_status page_table_protect(struct physical_address root, uint64_t address, unsigned permissions)
{
    uint64_t *leaf;
    unsigned level;
    if (!permissions_valid(address, permissions)) {
        return ADDRESS_INVALID;
    }
    enum address_status status = leaf_find(root, address, &leaf, &level);
    if (status != ADDRESS_OK) {
        return status;
    }
    *leaf = (*leaf & ENTRY_ADDRESS) | entry_bits(permissions, level);
    return ADDRESS_OK;
}

bool page_table_lookup(struct physical_address root, uint64_t address, struct page_mapping *mapping)
{
    unsigned level;
    if (address >= USER_LIMIT && in_user_half(address)) {
        return false; /* Not canonical, or the page that is never mapped. */
    }
    uint64_t entry = *entry_walk(root, address, PAGE_4K, &level);
    if ((entry & ENTRY_PRESENT) == 0) {
        return false;
    }
    mapping->frame.value = entry & ENTRY_ADDRESS;
    mapping->level = level;
    mapping->permissions = entry_permissions(entry);
    return true;
}

bool page_table_first(struct physical_address root, uint64_t *address)
{
    const uint64_t *table = direct_map(root);
    uint64_t found = 0;
    for (unsigned level = TABLE_TOP;; level--) {
        unsigned end = level == TABLE_TOP ? TABLE_KERNEL_HALF : TABLE_ENTRIES;
        unsigned i = 0;
        while (i < end && table[i] == 0) {
            i++;
        }
        if (i == end) {
            return false; /* Only the top table can be empty. */
        }
        found |= i * LEVEL_BYTES(level);
        if (level == PAGE_4K) {
            *address = found;
            return true;
        }
        table = table_at(table[i]);
    }
}

bool page_table_reserve(struct physical_address root, uint64_t first, uint64_t last)
{
    uint64_t *table = direct_map(root);
    for (unsigned i = index_at(first, TABLE_TOP); i <= index_at(last, TABLE_TOP); i++) {
        if (table[i] == 0 && !table_make(&table[i], first)) {
            return false;
        }
    }
    return true;
}
