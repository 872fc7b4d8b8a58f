/* SPDX-License-Identifier: MIT */
/*
 * Starts a thousand programs, one after the other.
 */
#include <assert.h>
#include <postern.h>
#include <program.h>
#include <stdio.h>

#include "user/init/archive.h"

#define ROUNDS 1000

static uint64_t used(void)
{
    struct cap_info info;
    assert(cap_inspect(told(AT_POSTERN_PROCESS), &info, sizeof(info)) == 0);
    return info.used;
}

int main(void)
{
    static const char *const names[] = {"0", "1", "2", "3", "4"};
    static const unsigned hows[] = {PROCESS_EXITED, PROCESS_FAULTED, PROCESS_EXITED, PROCESS_EXITED, PROCESS_DESTROYED};
    struct archive_entry file;
    uint64_t before = 0;
    thread_yield(); /* The kernel's side counts now, and again at the end. */
    assert(archive_open() && archive_file("brief", &file) == ARCHIVE_OK);
    for (unsigned round = 0; round <= ROUNDS; round++) {
        const char *const arguments[] = {names[round % 5], NULL};
        struct program program = {.file = file.data, .size = file.size, .arguments = arguments, .frames = 100, .priority = 5};
        struct process_outcome end;
        int64_t process = program_launch(&program, NULL);
        assert(process > 0);
        if (round % 5 == 4) {
            assert(proc_destroy((uint64_t)process) == 0);
        }
        assert(process_wait((uint64_t)process, &end, sizeof(end)) == 0);
        assert(end.how == hows[round % 5] && end.status == 0);
        assert(cap_delete((uint64_t)process) == 0);
        before = round == 0 ? used() : before;
        assert(used() == before);
    }
    printf("%u programs have ended\n", ROUNDS);
    return 0;
}
