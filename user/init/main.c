/* SPDX-License-Identifier: MIT */
/*
 * The first program. The kernel gave it a capability to itself and one to the archive; whatever else there is in this system, it has to make
 * of these two.
 */
#include <postern.h>
#include <stdio.h>
#include <stdlib.h>

#include "user/init/archive.h"

static const char *const right_names[] = {"READ",   "WRITE", "EXECUTE", "COPY", "DESTROY", "WAIT",   "GIVE",
                                          "MAP",    "THREAD", "WAKE",   "SPEND", "SEND",   "RECEIVE"};

static void rights_print(uint64_t rights)
{
    for (unsigned i = 0; i < sizeof(right_names) / sizeof(right_names[0]); i++) {
        if ((rights >> i & 1) != 0) {
            printf(" %s", right_names[i]);
        }
    }
    printf("\n");
}

static void handle_print(uint64_t handle, const struct cap_info *info)
{
    static const char *const type_names[] = {[OBJECT_PROCESS] = "process", [OBJECT_THREAD] = "thread", [OBJECT_MEMORY] = "memory"};
    printf("init: handle 0x%lx: %s", handle, type_names[info->type]);
    rights_print(info->rights);
    if (info->type == OBJECT_PROCESS) {
        printf("init:   process %lu, which may use %lu MiB\n", info->identifier, info->limit * 4 / 1024);
    } else if (info->type == OBJECT_MEMORY) {
        printf("init:   %lu pages\n", info->pages);
    }
}

/* Asks about every handle that a table with one page has at first. @return how many name something */
static unsigned handles_print(void)
{
    unsigned count = 0;
    for (uint64_t index = 0; index < 63; index++) {
        struct cap_info info;
        if (cap_inspect(HANDLE_FIRST + index, &info, sizeof(info)) == 0) {
            handle_print(HANDLE_FIRST + index, &info);
            count++;
        }
    }
    return count;
}

static void archive_print(void)
{
    size_t at = 0;
    struct archive_entry entry;
    while (archive_entry_next(&at, &entry) == ARCHIVE_OK) {
        printf("init: the archive has %s, %zu bytes\n", entry.name, entry.size);
    }
}

int main(int count, char **arguments)
{
    struct archive_entry file;
    for (int i = 0; i < count; i++) {
        printf("init: argument %d: %s\n", i, arguments[i]);
    }
    printf("init: %u handles, and no more\n", handles_print());
    if (!archive_open()) {
        puts("init: there is no archive");
        return EXIT_FAILURE;
    }
    archive_print();
    if (archive_file("motd", &file) == ARCHIVE_OK) {
        printf("%.*s", (int)file.size, (const char *)file.data);
    }
    return EXIT_SUCCESS;
}
