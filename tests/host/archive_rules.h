/* SPDX-License-Identifier: MIT */
/* What must hold for each entry that archive_next() answers with, whatever the archive is made of. For the unit tests and the fuzzer. */
#ifndef TESTS_HOST_ARCHIVE_RULES_H
#define TESTS_HOST_ARCHIVE_RULES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/lib/archive.h"

#define ENTRY_RULE(condition)                                     \
    do {                                                          \
        if (!(condition)) {                                       \
            fprintf(stderr, "an entry breaks: %s\n", #condition); \
            abort();                                              \
        }                                                         \
    } while (0)

/** Reads an archive to its end, or to what is wrong with it, and looks at every byte that it is given. */
static inline enum archive_status archive_rules_walk(const uint8_t *archive, size_t size)
{
    struct archive_entry entry, found;
    enum archive_status status;
    size_t at = 0, before = 0;
    unsigned sum = 0;
    while ((status = archive_next(archive, size, &at, &entry)) == ARCHIVE_OK) {
        ENTRY_RULE(at % ARCHIVE_BLOCK == 0 && at >= before + ARCHIVE_BLOCK && at <= size);
        ENTRY_RULE(memchr(entry.name, 0, ARCHIVE_NAME_MAX) != NULL && entry.name[0] != 0);
        ENTRY_RULE(entry.data == archive + before + ARCHIVE_BLOCK);
        ENTRY_RULE(entry.size <= size && entry.data + entry.size <= archive + at);
        ENTRY_RULE(!entry.folder || entry.size == 0);
        for (size_t i = 0; i < entry.size; i++) {
            sum += entry.data[i];
        }
        before = at;
    }
    ENTRY_RULE(at == before);
    ENTRY_RULE(status != ARCHIVE_ABSENT && status != ARCHIVE_TWICE);
    enum archive_status answer = archive_find(archive, size, "init", &found);
    if (status != ARCHIVE_END) {
        ENTRY_RULE(answer == status);
    } else if (answer == ARCHIVE_OK) {
        ENTRY_RULE(strcmp(found.name, "init") == 0 && !found.folder);
    } else {
        ENTRY_RULE(answer == ARCHIVE_ABSENT || answer == ARCHIVE_TWICE);
    }
    return sum == UINT32_MAX ? ARCHIVE_OK : status; /* so that the sum is made */
}

#endif
