/* SPDX-License-Identifier: MIT */
/*
 * Gives a program a page that both can see.
 */
#include <postern.h>
#include <program.h>
#include <stdio.h>
#include <string.h>

#include "user/init/archive.h"

int main(void)
{
    static const char *const arguments[] = {"other", NULL};
    struct archive_entry file;
    struct process_outcome outcome;
    char *text = (char *)0x200000;
    uint64_t self = told(AT_POSTERN_PROCESS), memory = (uint64_t)mem_alloc(self, 1);
    if (!archive_open() || archive_file("other", &file) != ARCHIVE_OK || mem_map(self, memory, (uint64_t)text, RIGHT_READ | RIGHT_WRITE) != 0) {
        return 1;
    }
    strcpy(text, "hello");
    uint64_t gift = (uint64_t)cap_create(memory, RIGHT_READ | RIGHT_WRITE, 0);
    struct program program = {.file = file.data, .size = file.size, .arguments = arguments, .frames = 100, .priority = 1, .gift = gift};
    process_wait((uint64_t)program_launch(&program, NULL), &outcome, sizeof(outcome));
    printf("init: it answers: %s\n", text);
    printf("init: the handle is %s\n", mem_unmap(gift) == -EHANDLE ? "gone" : "here");
    program.gift = 0;
    process_wait((uint64_t)program_launch(&program, NULL), &outcome, sizeof(outcome));
    return 0;
}
