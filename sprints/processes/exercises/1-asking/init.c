/* SPDX-License-Identifier: MIT */
/*
 * Asks about a process.
 */
#include <postern.h>
#include <stdio.h>

int main(void)
{
    uint64_t self = told(AT_POSTERN_PROCESS);
    struct process_outcome end;
    uint64_t process = (uint64_t)proc_create(self, 500, 0);
    for (unsigned i = 0; i < 100; i++) {
        cap_transfer(process, (uint64_t)mem_alloc(process, 1));
    }
    printf("it runs: %ld\n", (long)process_ended(process));
    printf("itself: %ld\n", (long)process_ended(self));
    proc_destroy(process);
    process_wait(process, &end, sizeof(end));
    printf("it has ended: %ld\n", (long)process_ended(process));
    printf("no right: %ld\n", (long)process_ended((uint64_t)cap_create(process, RIGHT_COPY, 0)));
    cap_delete(process);
    printf("no handle: %ld\n", (long)process_ended(process));
    return 0;
}
