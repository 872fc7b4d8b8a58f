/* SPDX-License-Identifier: MIT */
/*
 * Runs every other file of the archive.
 */
#include <assert.h>
#include <postern.h>
#include <program.h>
#include <string.h>

#include "user/init/archive.h"

int main(void)
{
    static const char *const environment[] = {"A=B=C", NULL};
    struct archive_entry file;
    size_t at = 0;
    assert(archive_open());
    while (archive_entry_next(&at, &file) == ARCHIVE_OK) {
        const char *const arguments[] = {file.name, NULL};
        struct program program = {
            .file = file.data, .size = file.size, .arguments = arguments, .environment = environment, .frames = 200, .priority = 1};
        struct process_outcome end;
        if (strcmp(file.name, "init") == 0) {
            continue;
        }
        int64_t process = program_launch(&program, NULL);
        assert(process > 0 && process_wait((uint64_t)process, &end, sizeof(end)) == 0);
        assert(end.how == PROCESS_EXITED && end.status == 77);
        cap_delete((uint64_t)process);
    }
    return 0;
}
