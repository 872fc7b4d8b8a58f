/* SPDX-License-Identifier: MIT */
/*
 * Runs a program that crashes, and one that does not.
 */
#include <postern.h>
#include <program.h>
#include <stdio.h>

#include "user/init/archive.h"

static uint64_t used(void)
{
    struct cap_info info;
    return cap_inspect(told(AT_POSTERN_PROCESS), &info, sizeof(info)) == 0 ? info.used : 0;
}

int main(void)
{
    static const char *const good[] = {"other", "well", NULL}, *const bad[] = {"other", NULL};
    struct archive_entry file;
    struct process_outcome outcome;
    if (!archive_open() || archive_file("other", &file) != ARCHIVE_OK) {
        return 1;
    }
    struct program program = {.file = file.data, .size = file.size, .arguments = good, .frames = 100, .priority = 1};
    int64_t attempts = program_run(&program, 5, &outcome);
    printf("a program that ends: attempt %ld, status %ld\n", (long)attempts, (long)outcome.status);
    uint64_t before = used();
    program.arguments = bad;
    attempts = program_run(&program, 5, &outcome);
    printf("a program that crashes: attempt %ld, fault %lu\n", (long)attempts, outcome.fault);
    printf("frames: %s\n", used() == before ? "as before" : "some are missing");
    program.size = 10;
    printf("no program: %ld\n", (long)program_run(&program, 5, &outcome));
    return 0;
}
