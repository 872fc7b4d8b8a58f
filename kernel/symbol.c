/* SPDX-License-Identifier: MIT */
/*
 * Names of functions. The build links the kernel twice: the first link yields the addresses, sorted; the second holds them as a
 * table behind the code, where it moves nothing that the table names.
 */
#include "kernel/symbol.h"

extern const struct symbol symbol_table[], symbol_table_end[];

const char *symbol_find(uint64_t address, uint64_t *offset)
{
    const struct symbol *low = symbol_table, *high = symbol_table_end;
    while (high - low > 1) {
        const struct symbol *middle = low + (high - low) / 2;
        if (middle->address <= address) {
            low = middle;
        } else {
            high = middle;
        }
    }
    /* The last entry marks the end of the code. */
    if (low == high || address < low->address || low + 1 == symbol_table_end) {
        *offset = address;
        return "?";
    }
    *offset = address - low->address;
    return low->name;
}
