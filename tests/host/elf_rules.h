/* SPDX-License-Identifier: MIT */
/*
 * A second opinion on ELF files, for the unit tests, the fuzzer and the programs that compilers linked. Written from the sentences
 * in kernel/lib/elf.h in another way than the reader: fields are found by their offsets in the format's tables, sums are
 * made in 128 bits, pages are compared each with each, and all broken rules are collected, not the first.
 */
#ifndef TESTS_HOST_ELF_RULES_H
#define TESTS_HOST_ELF_RULES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sanitizer/asan_interface.h>

#include "kernel/lib/elf.h"

typedef unsigned __int128 wide;

static const struct elf_target rules_target = {62, 0x1000, UINT64_C(0x00007ffffffff000)};

/* Offsets of the fields, from the tables of the System V ABI: offset, width. */
#define FIELDS_OF_HEADER                                                                                                    \
    {4, 1}, {5, 1}, {6, 1}, {7, 1}, {8, 1}, {0, 4}, {16, 2}, {18, 2}, {20, 4}, {24, 8}, {32, 8}, {40, 8}, {48, 4}, {52, 2}, \
        {54, 2}, {56, 2}, {58, 2}, {60, 2},                                                                                 \
    {                                                                                                                       \
        62, 2                                                                                                               \
    }
#define FIELDS_OF_PROGRAM_HEADER                                \
    {0, 4}, {4, 4}, {8, 8}, {16, 8}, {24, 8}, {32, 8}, {40, 8}, \
    {                                                           \
        48, 8                                                   \
    }

static inline uint64_t rules_field(const uint8_t *file, size_t at, unsigned width)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < width; i++) {
        value += (uint64_t)file[at + i] << (8 * i);
    }
    return value;
}

static inline void rules_set_field(uint8_t *file, size_t at, unsigned width, uint64_t value)
{
    for (unsigned i = 0; i < width; i++) {
        file[at + i] = (uint8_t)(value >> (8 * i));
    }
}

#define BIT(status) (UINT64_C(1) << (status))

struct rules_load {
    wide offset, file_size, address, memory_size;
    uint64_t flags;
};

/** The set of all rules that a file breaks. */
static inline uint64_t rules_broken(const uint8_t *file, size_t size)
{
    uint64_t broken = 0;
    if (size < 64) {
        return BIT(ELF_SHORT);
    }
#define RULE_IF(condition, status) (broken |= (condition) ? BIT(status) : 0)
    RULE_IF(rules_field(file, 0, 4) != 0x464c457f, ELF_MAGIC);
    RULE_IF(file[4] != 2, ELF_CLASS);
    RULE_IF(file[5] != 1, ELF_DATA);
    RULE_IF(file[6] != 1 || rules_field(file, 20, 4) != 1, ELF_VERSION);
    RULE_IF((file[7] != 0 && file[7] != 3) || file[8] != 0, ELF_SYSTEM);
    uint64_t type = rules_field(file, 16, 2);
    RULE_IF(type != 2 && type != 3, ELF_TYPE);
    RULE_IF(rules_field(file, 18, 2) != 62, ELF_MACHINE);
    RULE_IF(rules_field(file, 48, 4) != 0, ELF_FLAGS);
    RULE_IF(rules_field(file, 52, 2) != 64, ELF_HEADER_SIZE);
    RULE_IF(rules_field(file, 54, 2) != 56, ELF_ENTRY_SIZE);
    uint64_t entries = rules_field(file, 56, 2);
    RULE_IF(entries == 0, ELF_NO_TABLE);
    RULE_IF(entries > 64, ELF_TABLE_LONG);
    wide table = rules_field(file, 32, 8);
    RULE_IF(table < 64 || table % 8 != 0, ELF_TABLE_PLACE);
    RULE_IF(table + entries * 56 > size, ELF_TABLE_OUTSIDE);
    if (broken != 0) {
        return broken; /* there is nothing to walk along, or nobody knows how */
    }
    static struct rules_load loads[64];
    unsigned count = 0, selves = 0, locals = 0;
    const uint8_t *self = NULL;
    wide lowest = type == 3 ? 0 : 0x1000, end = UINT64_C(0x7ffffffff000);
    for (uint64_t i = 0; i < entries; i++) {
        const uint8_t *at = file + (size_t)table + i * 56;
        uint64_t kind = rules_field(at, 0, 4), flags = rules_field(at, 4, 4);
        wide offset = rules_field(at, 8, 8), address = rules_field(at, 16, 8), file_size = rules_field(at, 32, 8);
        wide memory_size = rules_field(at, 40, 8), alignment = rules_field(at, 48, 8);
        RULE_IF(kind == 3, ELF_INTERPRETER);
        RULE_IF(kind == 0x6474e551 && flags % 2 == 1, ELF_STACK);
        if (kind == 6) {
            self = at;
            selves++;
        }
        locals += kind == 7;
        if (kind == 7 || (kind == 1 && (file_size > 0 || memory_size > 0))) {
            unsigned bits = 0;
            for (unsigned bit = 0; bit < 64; bit++) {
                bits += (unsigned)(alignment >> bit) & 1;
            }
            RULE_IF(file_size > memory_size, ELF_FILE_SIZE);
            RULE_IF(offset + file_size > size, ELF_FILE_RANGE);
            RULE_IF(bits > 1 || alignment > (1 << 30), ELF_ALIGNMENT);
            RULE_IF(address < lowest || address + memory_size > end, ELF_ADDRESS);
        }
        if (kind == 1 && (file_size > 0 || memory_size > 0)) {
            RULE_IF(flags > 7 || flags / 4 == 0, ELF_PERMISSIONS);
            RULE_IF(flags % 4 == 3, ELF_WRITE_EXECUTE);
            wide page = alignment < 4096 ? 4096 : alignment;
            RULE_IF(address % page != offset % page, ELF_CONGRUENCE);
            for (unsigned other = 0; other < count; other++) {
                wide start = address / 4096, stop = (address + memory_size + 4095) / 4096;
                wide other_start = loads[other].address / 4096;
                wide other_stop = (loads[other].address + loads[other].memory_size + 4095) / 4096;
                RULE_IF(address < loads[other].address, ELF_ORDER);
                RULE_IF(start < other_stop && other_start < stop, ELF_OVERLAP);
            }
            loads[count++] = (struct rules_load){offset, file_size, address, memory_size, flags};
        }
    }
    RULE_IF(count > 16, ELF_SEGMENTS);
    RULE_IF(count == 0, ELF_NO_SEGMENT);
    RULE_IF(selves > 1 || locals > 1, ELF_TWICE);
    bool entered = false, told = selves == 0, found = false;
    wide entry = rules_field(file, 24, 8);
    for (unsigned i = 0; i < count; i++) {
        const struct rules_load *load = &loads[i];
        entered |= load->flags % 2 == 1 && entry >= load->address && entry < load->address + load->file_size;
        if (!found && load->offset <= table && table + entries * 56 <= load->offset + load->file_size) {
            found = true;
            told |= selves > 0 && rules_field(self, 8, 8) == table && rules_field(self, 32, 8) == entries * 56 &&
                    rules_field(self, 40, 8) == entries * 56 &&
                    rules_field(self, 16, 8) == load->address + (table - load->offset);
        }
    }
    RULE_IF(!entered, ELF_ENTRY);
    RULE_IF(!told, ELF_TABLE_ADDRESS);
#undef RULE_IF
    return broken;
}

#define PLAN_RULE(condition)                                    \
    do {                                                        \
        if (!(condition)) {                                     \
            fprintf(stderr, "a plan breaks: %s\n", #condition); \
            abort();                                            \
        }                                                       \
    } while (0)

/** What whoever loads by a plan relies on. */
static inline void rules_check_plan(const struct elf_plan *plan, size_t size)
{
    PLAN_RULE(plan->count >= 1 && plan->count <= ELF_SEGMENTS_MAX);
    PLAN_RULE(plan->table_entries >= 1 && plan->table_entries <= ELF_HEADERS_MAX);
    PLAN_RULE(plan->alignment >= PAGE_SIZE && (plan->alignment & (plan->alignment - 1)) == 0);
    PLAN_RULE(plan->start % PAGE_SIZE == 0 && plan->end % PAGE_SIZE == 0 && plan->start < plan->end);
    PLAN_RULE(plan->end <= rules_target.end && (plan->movable || plan->start >= rules_target.start));
    bool entered = false, table = false;
    for (unsigned i = 0; i < plan->count; i++) {
        const struct elf_segment *segment = &plan->segments[i];
        PLAN_RULE(segment->memory_size > 0 && segment->file_size <= segment->memory_size);
        PLAN_RULE((wide)segment->offset + segment->file_size <= size);
        PLAN_RULE((segment->permissions & ELF_READ) != 0 && segment->permissions <= 7);
        PLAN_RULE((segment->permissions & (ELF_WRITE | ELF_EXECUTE)) != (ELF_WRITE | ELF_EXECUTE));
        PLAN_RULE(elf_segment_start(segment) == (wide)segment->address / 4096 * 4096);
        PLAN_RULE(elf_segment_end(segment) == ((wide)segment->address + segment->memory_size + 4095) / 4096 * 4096);
        PLAN_RULE(elf_segment_start(segment) >= (i == 0 ? plan->start : elf_segment_end(segment - 1)));
        PLAN_RULE(elf_segment_end(segment) <= plan->end);
        bool here = plan->entry >= segment->address && (wide)plan->entry < (wide)segment->address + segment->memory_size;
        entered |= here && (segment->permissions & ELF_EXECUTE) != 0;
        table |= plan->table >= segment->address &&
                 (wide)plan->table + 56 * plan->table_entries <= (wide)segment->address + segment->file_size;
    }
    PLAN_RULE(entered);
    PLAN_RULE(table || !plan->table_loaded);
}

/** Reads a file and compares with the second opinion. Aborts, with both opinions, when they differ. */
static inline enum elf_status rules_judge(const uint8_t *file, size_t size, struct elf_plan *plan)
{
    memset(plan, 0xa5, sizeof(*plan));
    enum elf_status status = elf_read(file, size, &rules_target, plan);
    uint64_t broken = rules_broken(file, size);
    bool agree = status == ELF_OK ? broken == 0 : (broken & BIT(status)) != 0;
    if (!agree) {
        fprintf(stderr, "the reader says: %s. The second opinion:\n", elf_rule_name(status));
        for (unsigned i = 1; i < 64; i++) {
            if ((broken & BIT(i)) != 0) {
                fprintf(stderr, "  %s\n", elf_rule_name((enum elf_status)i));
            }
        }
        abort();
    }
    if (status == ELF_OK) {
        rules_check_plan(plan, size);
    }
    return status;
}

/** Values at which something might happen; those from RULES_VALUES on depend on the file. */
static inline uint64_t rules_value(unsigned index, uint64_t old, uint64_t size)
{
    const uint64_t edges[] = {
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        55,
        56,
        57,
        62,
        63,
        64,
        65,
        0x6474e551,
        0xfff,
        0x1000,
        0x1001,
        0x1fff,
        0x2000,
        0x7fff,
        0xffff,
        0x7fffffff,
        0x80000000,
        0xffffffff,
        UINT64_C(0x100000000),
        UINT64_C(0x7fffffffefff),
        UINT64_C(0x7fffffffffff),
        UINT64_C(0x7ffffffff000),
        UINT64_C(0x7ffffffff001),
        UINT64_C(0x800000000000),
        INT64_MAX,
        UINT64_C(1) << 63,
        (UINT64_C(1) << 63) + 1,
        UINT64_MAX - 0x1000,
        UINT64_MAX - 0xfff,
        UINT64_MAX - 1,
        UINT64_MAX,
        old - 1,
        old + 1,
        old - 0x1000,
        old + 0x1000,
        old + 0x800,
        old * 2,
        old / 2,
        ~old,
        0 - old,
        size,
        size - 1,
        size + 1,
        size - old,
        UINT64_MAX - old,
        UINT64_MAX - size + 1,
    };
    enum {
        EDGES = sizeof(edges) / sizeof(edges[0])
    };
    return index < EDGES ? edges[index] : index < EDGES + 64 ? old ^ UINT64_C(1) << (index - EDGES) : old;
}

#define RULES_VALUES 120

/**
 * Judges a file with every field changed to every value, and cut to every length. The file is put right again.
 *
 * @param seen receives the rules that were named on the way, as a set
 * @return how many files were judged
 */
static inline uint64_t rules_judge_mutations(uint8_t *file, size_t size, uint64_t *seen)
{
    static const struct {
        uint8_t at, width;
    } header[] = {FIELDS_OF_HEADER}, program_header[] = {FIELDS_OF_PROGRAM_HEADER};
    enum {
        HEADER = sizeof(header) / sizeof(header[0]),
        EACH = sizeof(program_header) / sizeof(program_header[0])
    };
    uint64_t judged = 0, table = rules_field(file, 32, 8), entries = rules_field(file, 56, 2);
    struct elf_plan plan;
    for (uint64_t field = 0; field < HEADER + EACH * entries; field++) {
        bool in_header = field < HEADER;
        uint64_t entry = in_header ? 0 : (field - HEADER) / EACH, index = in_header ? field : (field - HEADER) % EACH;
        size_t at = in_header ? header[index].at : table + entry * 56 + program_header[index].at;
        unsigned width = in_header ? header[index].width : program_header[index].width;
        uint64_t old = rules_field(file, at, width);
        for (unsigned value = 0; value < RULES_VALUES; value++) {
            rules_set_field(file, at, width, rules_value(value, old, size));
            *seen |= BIT(rules_judge(file, size, &plan));
            judged++;
        }
        rules_set_field(file, at, width, old);
    }
    /* What a shorter file does not have is poisoned, so that one byte read too many is reported. */
    for (size_t length = size; length-- > 0;) {
        ASAN_POISON_MEMORY_REGION(file + length, 1);
        *seen |= BIT(rules_judge(file, length, &plan));
        judged++;
    }
    ASAN_UNPOISON_MEMORY_REGION(file, size);
    return judged;
}

#endif
