/* SPDX-License-Identifier: MIT */
/* Makes a file with notes, damages it, and looks for them. */
#include "kernel/lib/elf.h"
#include "kernel/lib/string.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define NOTES 512

/* A program header at 64, notes at 512, the end of the file at 1024. */
static uint8_t file[1024];
static size_t used;

static void put(size_t at, const void *bytes, size_t size)
{
    memcpy(file + at, bytes, size);
}

static void put_note(const char *name, uint32_t name_size, uint32_t type, uint8_t first, uint32_t size)
{
    uint32_t head[3] = {name_size, size, type};
    put(NOTES + used, head, sizeof(head));
    put(NOTES + used + 12, name, strlen(name) + 1);
    used += 12 + (name_size + 3) / 4 * 4;
    memset(file + NOTES + used, first, size);
    used += (size + 3) / 4 * 4;
}

static void put_header(uint64_t offset, uint64_t size)
{
    uint32_t type = 4;
    uint64_t table = 64;
    uint16_t count = 1;
    put(32, &table, 8);
    put(56, &count, 2);
    put(64, &type, 4);
    put(64 + 8, &offset, 8);
    put(64 + 32, &size, 8);
}

static void make(void)
{
    memset(file, 0, sizeof(file));
    used = 0;
    put_note("GNU", 4, 3, 0x11, 5);
    put_note("GNU", 4, 3, 0x22, 5);
    put_note("GNU", 4, 1, 0x33, 8);
    put_note("Other", 6, 3, 0x44, 3);
    put_header(NOTES, used);
}

static void look(const char *what, const char *name, uint32_t type)
{
    const uint8_t *content = NULL;
    size_t length = 0;
    if (elf_note(file, sizeof(file), name, type, &content, &length)) {
        print("%s: found, %lu bytes, first 0x%x\n", what, length, content[0]);
    } else {
        print("%s: not found\n", what);
    }
}

void demo(void)
{
    make();
    look("the first of two", "GNU", 3);
    look("another type", "GNU", 1);
    look("another name", "Other", 3);
    look("a longer name", "GN", 3);
    file[NOTES + 15] = 'X';
    file[NOTES + 20 + 4 + 15] = 'X';
    look("no zero behind the name", "GNU", 3);
    make();
    uint32_t large = UINT32_MAX;
    put(NOTES, &large, 4);
    look("a name of 2^32 - 1 bytes", "GNU", 1);
    make();
    large = UINT32_MAX - 3;
    put(NOTES + 4, &large, 4);
    look("a content of 2^32 - 4 bytes", "GNU", 1);
    make();
    put_header(UINT64_MAX - 15, NOTES + used + 16);
    look("a segment that begins near 2^64", "GNU", 3);
    make();
    put_header(NOTES, used - 5);
    look("a segment that is cut", "Other", 3);
    make();
    put_header(NOTES, used - 1);
    look("a last note that is not filled up", "Other", 3);
    checkpoint_done();
}
