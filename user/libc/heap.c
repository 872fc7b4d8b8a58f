/* SPDX-License-Identifier: MIT */
/*
 * Where the heap's memory comes from: memory objects that the program itself pays for, mapped one behind the other, from a random page on
 * between 64 and 80 TiB. No loader puts anything there, and 16 TiB are left behind it.
 */
#include <string.h>

#include "user/libc/include/postern.h"
#include "user/libc/internal.h"

#define HEAP_START UINT64_C(0x400000000000)
/* So many pages may lie between HEAP_START and the heap: a power of two. */
#define HEAP_PLACES (UINT64_C(1) << 32)
/* The heap grows by this, or by half of what it is, whichever is more. */
#define HEAP_GROWTH 4

static uint64_t heap_end, heap_pages;

static uint64_t heap_place(void)
{
    uint64_t random = 0;
    const void *bytes = (const void *)told(AT_RANDOM);
    if (bytes != NULL) {
        memcpy(&random, bytes, sizeof(random));
    }
    return HEAP_START + random % HEAP_PLACES * PAGE_SIZE;
}

void *heap_grow(size_t size, size_t *granted)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    uint64_t needed = size / PAGE_SIZE + (size % PAGE_SIZE != 0);
    uint64_t pages = heap_pages / 2 > HEAP_GROWTH ? heap_pages / 2 : HEAP_GROWTH;
    pages = pages < needed ? needed : pages;
    uint64_t place = heap_end == 0 ? heap_place() : heap_end;
    int64_t memory = mem_alloc(self, pages);
    if (memory < 0 && pages > needed) {
        pages = needed;
        memory = mem_alloc(self, pages);
    }
    if (memory < 0) {
        return NULL;
    }
    if (mem_map(self, (uint64_t)memory, place, RIGHT_READ | RIGHT_WRITE) < 0) {
        cap_delete((uint64_t)memory);
        return NULL;
    }
    heap_end = place + pages * PAGE_SIZE;
    heap_pages += pages;
    *granted = pages * PAGE_SIZE;
    return (void *)place;
}
