/* SPDX-License-Identifier: MIT */
/*
 * Looks at everything that a first program could find.
 */
#include <assert.h>
#include <postern.h>
#include <stdio.h>
#include <string.h>

#include "user/init/archive.h"

#define ARCHIVE ((const unsigned char *)0x380000000000)

/* Every index of every page of the table, with the generations that a handle could have so far. */
static unsigned handles_count(void)
{
    unsigned count = 0;
    for (uint64_t generation = 1; generation <= 3; generation++) {
        for (uint64_t slot = 0; slot < 4096; slot++) {
            struct cap_info info;
            count += cap_inspect(generation << 12 | slot, &info, sizeof(info)) == 0;
        }
    }
    return count;
}

int main(int count, char **arguments, char **environment)
{
    uint64_t self = told(AT_POSTERN_PROCESS), archive = told(AT_POSTERN_ARCHIVE), size = told(AT_POSTERN_ARCHIVE_SIZE);
    struct cap_info process, memory;
    struct archive_entry file;
    assert(count == 2 && *environment == NULL && arguments[2] == NULL);
    printf("argument 0 is %s, argument 1 is %s\n", arguments[0], arguments[1]);
    assert(cap_inspect(self, &process, sizeof(process)) == 0 && cap_inspect(archive, &memory, sizeof(memory)) == 0);
    assert(self == HANDLE_FIRST && process.type == OBJECT_PROCESS && process.root == 1 && process.identifier == (uint64_t)getpid());
    assert(process.rights == (RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAIT | RIGHT_GIVE | RIGHT_MAP | RIGHT_THREAD |
                              RIGHT_SPEND));
    assert(memory.type == OBJECT_MEMORY && memory.rights == (RIGHT_READ | RIGHT_COPY) && memory.pages == (size + 4095) / 4096);
    assert(handles_count() == 2);
    puts("two handles");
    assert(archive_open() && archive_file("init", &file) == ARCHIVE_OK && memcmp(file.data, "\177ELF", 4) == 0);
    for (uint64_t at = size; at < memory.pages * 4096; at++) {
        assert(ARCHIVE[at] == 0);
    }
    puts("the archive is as it was, and zeros behind it");
    assert(mem_map(self, archive, 0x200000, RIGHT_READ) == -ESTATE);
    int64_t derived = cap_create(archive, RIGHT_READ, 0);
    assert(derived > 0 && cap_create(archive, RIGHT_READ | RIGHT_WRITE, 0) == -ERIGHTS && cap_create((uint64_t)derived, RIGHT_READ, 0) == -ERIGHTS);
    assert(mem_map(self, (uint64_t)derived, 0x200000, RIGHT_READ | RIGHT_WRITE) == -ERIGHTS);
    assert(mem_map(self, (uint64_t)derived, 0x200000, RIGHT_READ | RIGHT_EXECUTE) == -ERIGHTS);
    puts("the archive can be read and derived from, and nothing else");
    assert(proc_create(self, process.limit - process.used, 0) == -EQUOTA && mem_alloc(self, 1u << 24) == -EQUOTA);
    assert(process.limit > 50000 && process.used < 200);
    puts("the account is all that there is");
    /* Below what the program has used of its stack there are zeros, and above the texts, too. */
    const uint64_t *word = (const uint64_t *)((uint64_t)__builtin_frame_address(0) & ~UINT64_C(4095));
    for (int i = 0; i < 100; i++) {
        assert(word[i - 2 * 512] == 0);
    }
    puts("nothing else was on the stack");
    const uint64_t *random = (const uint64_t *)told(AT_RANDOM);
    assert(random != NULL && random[0] != 0 && random[1] != 0 && random[0] != random[1]);
    puts("sixteen random bytes");
    return 0;
}
