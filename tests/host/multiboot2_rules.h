/* SPDX-License-Identifier: MIT */
/*
 * What must hold for boot information that multiboot2_parse accepted, whatever it was made of. Written from the comments in
 * kernel/boot_info.h, for the unit tests and the fuzzer.
 */
#ifndef TESTS_HOST_MULTIBOOT2_RULES_H
#define TESTS_HOST_MULTIBOOT2_RULES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/boot_info.h"

#define RULE(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "accepted boot information breaks: %s\n", #condition);                                     \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/** Whether every page of [start, end) lies in a range that is available. */
static inline bool rules_available(const struct boot_info *info, uint64_t start, uint64_t end)
{
    for (unsigned i = 0; i < info->range_count; i++) {
        if (info->ranges[i].type == MEMORY_AVAILABLE && info->ranges[i].start <= start && end <= info->ranges[i].end) {
            return true;
        }
    }
    return false;
}

static inline void check_rules(const struct boot_info *info)
{
    RULE(info->range_count <= BOOT_RANGES_MAX);
    for (unsigned i = 0; i < info->range_count; i++) {
        const struct memory_range *range = &info->ranges[i];
        RULE(range->start < range->end);
        RULE(range->start % PAGE_SIZE == 0 && range->end % PAGE_SIZE == 0);
        RULE(range->end <= UINT64_C(1) << 52);
        RULE(range->type >= MEMORY_AVAILABLE && range->type <= MEMORY_DEFECTIVE);
        if (i > 0) {
            RULE(range[-1].end <= range->start);
            RULE(range[-1].end < range->start || range[-1].type != range->type);
        }
    }
    RULE(info->module_count <= BOOT_MODULES_MAX);
    for (unsigned i = 0; i < info->module_count; i++) {
        const struct boot_module *module = &info->modules[i];
        uint64_t end = (module->end + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
        RULE(module->start % PAGE_SIZE == 0 && module->start <= module->end);
        RULE(memchr(module->name, 0, BOOT_NAME_MAX) != NULL);
        RULE(module->start == end || rules_available(info, module->start, end));
        RULE(module->start == end || end <= info->image.start || module->start >= info->image.end);
        for (unsigned k = 0; k < i; k++) {
            uint64_t other_end = (info->modules[k].end + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
            RULE(module->start == end || info->modules[k].start == other_end || end <= info->modules[k].start ||
                 other_end <= module->start);
        }
    }
    RULE(info->image.start == info->image.end || rules_available(info, info->image.start, info->image.end));
    RULE(memchr(info->command_line, 0, BOOT_COMMAND_LINE_MAX) != NULL);
    RULE(info->rsdp_length == 0 || info->rsdp_length == 20 || info->rsdp_length == 36);
}

#endif
