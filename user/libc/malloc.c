/* SPDX-License-Identifier: MIT */
/*
 * The heap: one piece of memory that grows at its end, cut into blocks that follow each other without gaps.
 *
 * Invariants: a block's size is a multiple of 16; `before` is the size of the block in front of it, 0 for the first; no two free blocks are
 * neighbours; every free block is in the list of its class; behind the last block stands a header of size 0 that is in use for ever.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "user/libc/internal.h"

#define IN_USE 1
#define UNIT 16
#define CLASSES 48

/* What stands in front of each block's memory. */
struct block {
    size_t before;         /* bytes of the block in front, headers counted */
    size_t size;           /* bytes of this one, its header counted; IN_USE is added if it was given out */
    struct block *next;    /* from here on: the program's memory, or, of a free block, its place in the list */
    struct block *previous;
};

#define HEADER offsetof(struct block, next)
_Static_assert(HEADER == UNIT && sizeof(struct block) == 2 * UNIT, "memory that is given out is aligned, and has room for a place in a list");

/* Free blocks whose size has its highest bit at this place. */
static struct block *classes[CLASSES];
static struct block *first, *end;

static size_t block_size(const struct block *block)
{
    return block->size & ~(size_t)IN_USE;
}

static bool in_use(const struct block *block)
{
    return (block->size & IN_USE) != 0;
}

static struct block *at_offset(struct block *block, ptrdiff_t offset)
{
    return (struct block *)((char *)block + offset);
}

static struct block *following(struct block *block)
{
    return at_offset(block, (ptrdiff_t)block_size(block));
}

static struct block **class_of(size_t size)
{
    unsigned highest = 63 - (unsigned)__builtin_clzl(size);
    return &classes[highest < CLASSES ? highest : CLASSES - 1];
}

static void list_insert(struct block *block)
{
    struct block **list = class_of(block->size);
    block->previous = NULL;
    block->next = *list;
    if (*list != NULL) {
        (*list)->previous = block;
    }
    *list = block;
}

static void list_remove(struct block *block)
{
    if (block->previous != NULL) {
        block->previous->next = block->next;
    } else {
        *class_of(block->size) = block->next;
    }
    if (block->next != NULL) {
        block->next->previous = block->previous;
    }
}

/* Says how large a block is, to itself and to the one behind it. */
static void set_size(struct block *block, size_t size, size_t use)
{
    block->size = size | use;
    at_offset(block, (ptrdiff_t)size)->before = size;
}

/* Makes a block free that is in no list, together with its free neighbours. */
static void release(struct block *block)
{
    size_t size = block_size(block);
    struct block *behind = following(block);
    if (!in_use(behind)) {
        list_remove(behind);
        size += behind->size;
    }
    if (block->before != 0 && !in_use(at_offset(block, -(ptrdiff_t)block->before))) {
        block = at_offset(block, -(ptrdiff_t)block->before);
        list_remove(block);
        size += block->size;
    }
    set_size(block, size, 0);
    list_insert(block);
}

/* Gives a block out that is in no list: cuts off what is not needed, if that is a block of its own. */
static void *take(struct block *block, size_t size)
{
    size_t rest = block_size(block) - size;
    if (rest < sizeof(struct block)) {
        set_size(block, block_size(block), IN_USE);
    } else {
        set_size(block, size, IN_USE);
        set_size(following(block), rest, 0);
        release(following(block));
    }
    return &block->next;
}

/* The size of the block for so many bytes; 0 if there is none. */
static size_t size_for(size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        return 0;
    }
    size_t size = (HEADER + bytes + UNIT - 1) / UNIT * UNIT;
    return size < sizeof(struct block) ? sizeof(struct block) : size;
}

/* A free block of at least this size, out of its list: the first that fits of its class, or any of a higher one. */
static struct block *find(size_t size)
{
    for (struct block **list = class_of(size); list < classes + CLASSES; list++) {
        for (struct block *block = *list; block != NULL; block = block->next) {
            if (block->size >= size) {
                list_remove(block);
                return block;
            }
        }
    }
    return NULL;
}

/* Makes the heap larger, and what was added free. The header at the end moves. */
static bool grow(size_t size)
{
    size_t granted;
    char *memory = heap_grow(size + (end == NULL ? HEADER : 0), &granted);
    if (memory == NULL) {
        return false;
    }
    if (end == NULL) {
        first = end = (struct block *)memory;
        first->before = 0;
        granted -= HEADER;
    }
    struct block *block = end;
    end = at_offset(block, (ptrdiff_t)granted);
    end->size = IN_USE;
    set_size(block, granted, 0);
    release(block);
    return true;
}

void *malloc(size_t bytes)
{
    size_t size = size_for(bytes);
    if (size == 0) {
        return NULL;
    }
    struct block *block = find(size);
    if (block == NULL && grow(size)) {
        block = find(size);
    }
    return block != NULL ? take(block, size) : NULL;
}

/* The block of memory that was given out. A pointer that cannot be one ends the program. */
static struct block *block_of(void *memory)
{
    struct block *block = (struct block *)((char *)memory - HEADER);
    bool inside = (uintptr_t)memory % UNIT == 0 && block >= first && block < end;
    if (!inside || !in_use(block) || block_size(block) > (size_t)((char *)end - (char *)block) ||
        following(block)->before != block_size(block)) {
        puts("the heap is damaged, or a pointer was freed that it did not give out");
        abort();
    }
    return block;
}

void free(void *memory)
{
    if (memory != NULL) {
        struct block *block = block_of(memory);
        block->size &= ~(size_t)IN_USE;
        release(block);
    }
}

void *calloc(size_t count, size_t size)
{
    size_t bytes;
    void *memory = __builtin_mul_overflow(count, size, &bytes) ? NULL : malloc(bytes);
    return memory != NULL ? memset(memory, 0, bytes) : NULL;
}

void *realloc(void *memory, size_t bytes)
{
    if (memory == NULL) {
        return malloc(bytes);
    }
    size_t size = size_for(bytes);
    struct block *block = block_of(memory);
    struct block *behind = following(block);
    if (size == 0) {
        return NULL;
    }
    if (size > block_size(block) && !in_use(behind) && size <= block_size(block) + behind->size) {
        list_remove(behind);
        set_size(block, block_size(block) + behind->size, IN_USE);
    }
    if (size <= block_size(block)) {
        return take(block, size);
    }
    void *moved = malloc(bytes);
    if (moved != NULL) {
        memcpy(moved, memory, block_size(block) - HEADER);
        free(memory);
    }
    return moved;
}
