/* SPDX-License-Identifier: MIT */
/*
 * The archive. The kernel has read one file of it, this program, and knows of no other.
 */
#include "user/init/archive.h"

#include <postern.h>

/* Where the archive is mapped: between movable programs and the heaps, like what the loader fills, and above that. */
#define ARCHIVE_ADDRESS UINT64_C(0x380000000000)

static size_t size;

bool archive_open(void)
{
    uint64_t memory = told(AT_POSTERN_ARCHIVE);
    size = told(AT_POSTERN_ARCHIVE_SIZE);
    return mem_map(told(AT_POSTERN_PROCESS), memory, ARCHIVE_ADDRESS, RIGHT_READ) == 0;
}

enum archive_status archive_entry_next(size_t *at, struct archive_entry *entry)
{
    return archive_next((const void *)ARCHIVE_ADDRESS, size, at, entry);
}

enum archive_status archive_file(const char *name, struct archive_entry *file)
{
    return archive_find((const void *)ARCHIVE_ADDRESS, size, name, file);
}
