/* SPDX-License-Identifier: MIT */
/*
 * The first program. It starts the others: some one after the other, then several at once, and says how each of them ended.
 */
#include <postern.h>
#include <program.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "user/init/archive.h"
#include "user/init/report.h"

/* Frames that a program may use, and its priority, which is below init's: so init runs when it has something to do. */
#define FRAMES 200
#define PRIORITY 8

/* A program, whether it never ends, its arguments, and a handle to its process while it runs. */
struct job {
    const char *arguments[4];
    bool endless;
    int64_t process;
};

static const char *const environment[] = {"HOME=/", "LANG=C", NULL};

/* Starts a program of the archive. */
static bool job_start(struct job *job)
{
    struct archive_entry file;
    const char *name = job->arguments[0], *refusal;
    enum archive_status status = archive_file(name, &file);
    job->process = -1;
    if (status != ARCHIVE_OK) {
        printf("init: %s: %s\n", name, archive_rule_name(status));
        return false;
    }
    struct program program = {
        .file = file.data,
        .size = file.size,
        .arguments = job->arguments,
        .environment = environment,
        .frames = FRAMES,
        .priority = PRIORITY,
    };
    job->process = program_launch(&program, &refusal);
    if (job->process < 0) {
        printf("init: %s: %s\n", name, refusal != NULL ? refusal : error_name(job->process));
    }
    return job->process >= 0;
}

/* Waits for the end of a program, and says how it was. */
static void job_end(struct job *job)
{
    struct process_outcome end;
    int64_t error = process_wait((uint64_t)job->process, &end, sizeof(end));
    if (error < 0) {
        printf("init: %s: %s\n", job->arguments[0], error_name(error));
    } else {
        end_print(job->arguments[0], &end);
    }
    cap_delete((uint64_t)job->process);
}

static void run(struct job *jobs, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (job_start(&jobs[i])) {
            job_end(&jobs[i]);
        }
    }
}

/* Lets programs run together. Those that never end are ended when the others have. */
static void run_together(struct job *jobs, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        (void)job_start(&jobs[i]);
    }
    for (unsigned i = 0; i < 2 * count; i++) {
        struct job *job = &jobs[i % count];
        if (job->process < 0 || job->endless != (i >= count)) {
            continue;
        }
        if (job->endless) {
            proc_destroy((uint64_t)job->process);
        }
        job_end(job);
    }
}

static uint64_t frames_used(void)
{
    struct cap_info info;
    return cap_inspect(told(AT_POSTERN_PROCESS), &info, sizeof(info)) == 0 ? info.used : 0;
}

int main(int count, char **arguments)
{
    struct job first[] = {{.arguments = {"hello", "one", "two"}}};
    struct job one_by_one[] = {
        {.arguments = {"crash"}},
        {.arguments = {"primes", "100000"}},
        {.arguments = {"overflow"}},
        {.arguments = {"nobody"}},
    };
    struct job together[] = {
        {.arguments = {"loop"}, .endless = true},
        {.arguments = {"hog"}},
        {.arguments = {"spawn"}, .endless = true},
        {.arguments = {"primes", "20000"}},
        {.arguments = {"crash"}},
    };
    if (!archive_open()) {
        puts("init: there is no archive");
        return EXIT_FAILURE;
    }
    program_places_fixed(count > 1 && strstr(arguments[1], "aslr=off") != NULL);
    run(first, 1);
    uint64_t before = frames_used();
    run(one_by_one, sizeof(one_by_one) / sizeof(one_by_one[0]));
    run_together(together, sizeof(together) / sizeof(together[0]));
    uint64_t after = frames_used();
    printf("init: %lu frames in use, and %lu before\n", after, before);
    return after == before ? EXIT_SUCCESS : EXIT_FAILURE;
}
