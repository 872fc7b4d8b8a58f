/* SPDX-License-Identifier: MIT */
/* Reads the kernel's half, a thread and a process for each address, and looks at the error code. */
#include <assert.h>
#include <postern.h>
#include <program.h>
#include <stdio.h>

#include "user/init/archive.h"

static const uint64_t addresses[] = {0xffffffff80200000, 0xffffffff80221000, 0xffffffff90000000, 0xffff800000100000, 0xffffb00000000000};

int main(int count, char **arguments)
{
    struct archive_entry file;
    if (count > 1 && arguments[0][0] >= '0' && arguments[0][0] <= '9') {
        (void)*(volatile int *)addresses[arguments[0][0] - '0'];
    }
    assert(archive_open() && archive_file("init", &file) == ARCHIVE_OK);
    for (unsigned i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        char name[2] = {(char)('0' + i), 0};
        const char *const told[] = {name, "x", NULL};
        struct program program = {.file = file.data, .size = file.size, .arguments = told, .frames = 200, .priority = 5};
        struct process_outcome end = {0};
        int64_t process = program_launch(&program, NULL);
        assert(process > 0 && process_wait((uint64_t)process, &end, sizeof(end)) == 0 && cap_delete((uint64_t)process) == 0);
        printf("0x%lx: fault %lu, error %lu\n", addresses[i], end.fault, end.error);
    }
    return 0;
}
