/* SPDX-License-Identifier: MIT */
/*
 * Says what the ELF reader makes of files, one line for each fact, and judges every mutation of each by the second opinion.
 * Arguments: files. With --mutate in front, the mutations too.
 */
#include "elf_rules.h"

static uint8_t *contents(const char *path, size_t *size)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL || fseek(stream, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    *size = (size_t)ftell(stream);
    rewind(stream);
    uint8_t *bytes = malloc(*size);
    if (bytes == NULL || fread(bytes, 1, *size, stream) != *size) {
        perror(path);
        exit(1);
    }
    fclose(stream);
    return bytes;
}

int main(int count, char **arguments)
{
    bool mutate = count > 1 && strcmp(arguments[1], "--mutate") == 0;
    for (int i = mutate ? 2 : 1; i < count; i++) {
        size_t size;
        uint8_t *file = contents(arguments[i], &size);
        struct elf_plan plan;
        enum elf_status status = rules_judge(file, size, &plan);
        printf("file %s\nverdict %s\n", arguments[i], elf_rule_name(status));
        if (status == ELF_OK) {
            printf("type %s\nentry %#lx\ntable %d %#lx\n", plan.movable ? "DYN" : "EXEC", plan.entry, plan.table_loaded,
                   plan.table);
            for (unsigned k = 0; k < plan.count; k++) {
                const struct elf_segment *s = &plan.segments[k];
                printf("load %#lx %#lx %#lx %#lx %s%s%s\n", s->offset, s->address, s->file_size, s->memory_size,
                       (s->permissions & ELF_READ) != 0 ? "R" : "", (s->permissions & ELF_WRITE) != 0 ? "W" : "",
                       (s->permissions & ELF_EXECUTE) != 0 ? "E" : "");
            }
        }
        if (mutate) {
            uint64_t seen = 0;
            printf("judged %lu\n", rules_judge_mutations(file, size, &seen));
        }
        free(file);
    }
    return 0;
}
