/* SPDX-License-Identifier: MIT */
/*
 * Starts a program that does nothing and waits for its end, some times over. The least counts, since the tick may fall into one, and the
 * first one makes tables that stay.
 */
#include <postern.h>
#include <program.h>
#include <stdio.h>

#include "user/init/archive.h"

#define TRIALS 20

static uint64_t time_stamp(void)
{
    uint32_t low, high;
    __asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
    return (uint64_t)high << 32 | low;
}

int main(void)
{
    static const char *const arguments[] = {"nothing", NULL};
    struct archive_entry file;
    uint64_t least = UINT64_MAX;
    if (!archive_open() || archive_file("nothing", &file) != ARCHIVE_OK) {
        return 1;
    }
    struct program program = {.file = file.data, .size = file.size, .arguments = arguments, .frames = 100, .stack_pages = 1};
    for (unsigned trial = 0; trial < TRIALS; trial++) {
        struct process_outcome end;
        uint64_t begin = time_stamp();
        int64_t process = program_launch(&program, NULL);
        if (process < 0 || process_wait((uint64_t)process, &end, sizeof(end)) != 0 || end.how != PROCESS_EXITED) {
            return 1;
        }
        uint64_t time = time_stamp() - begin;
        cap_delete((uint64_t)process);
        least = time < least ? time : least;
    }
    printf("bench start_run_end %lu instructions\n", least);
    return 0;
}
