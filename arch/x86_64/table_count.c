/* SPDX-License-Identifier: MIT */
/*
 * What the kernel asks about an address space before it maps something there, so that page tables can be paid for before they are made.
 */
#include "arch/x86_64/page_table.h"
#include "kernel/machine.h"
#include "kernel/user_memory.h"

bool address_space_fits(struct user_address address, uint64_t pages)
{
    return address.value % PAGE_SIZE == 0 && address.value >= USER_FIRST &&
           user_range_valid(address, pages * PAGE_SIZE, USER_LIMIT);
}

unsigned address_space_tables_missing(const struct address_space *space, struct user_address address)
{
    const uint64_t *table = direct_map(space->root);
    for (unsigned level = PAGE_1G + 1; level > PAGE_4K; level--) {
        uint64_t entry = table[address.value / LEVEL_BYTES(level) % TABLE_ENTRIES];
        if ((entry & ENTRY_PRESENT) == 0) {
            return level - PAGE_4K; /* Everything below is missing too. */
        }
        table = direct_map((struct physical_address){entry & ENTRY_ADDRESS});
    }
    return 0;
}
