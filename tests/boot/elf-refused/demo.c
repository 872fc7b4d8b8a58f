/* SPDX-License-Identifier: MIT */
/* Damages a good file in one field after the other, and has it loaded. Then takes the memory away at every point of loading. */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/start.h"

/* Where a field is: in the header, or in a program header, of LOAD or STACK, by its place in the table. */
enum place {
    NOWHERE,
    HEADER,
    FIRST,
    SECOND,
    LAST,
    STACK
};

/* A change: a new value, or something to be added to the old one. */
struct change {
    enum place place;
    uint8_t at, size;
    bool add;
    uint64_t value;
};

static const struct change damages[][2] = {
    {{HEADER, 0, 1, false, 0}},
    {{HEADER, 4, 1, false, 1}},
    {{HEADER, 5, 1, false, 2}},
    {{HEADER, 20, 4, false, 2}},
    {{HEADER, 7, 1, false, 9}},
    {{HEADER, 16, 2, false, 4}},
    {{HEADER, 18, 2, false, 183}},
    {{HEADER, 48, 4, false, 1}},
    {{HEADER, 52, 2, false, 52}},
    {{HEADER, 54, 2, false, 32}},
    {{HEADER, 56, 2, false, 0}},
    {{HEADER, 56, 2, false, 0xffff}},
    {{HEADER, 32, 8, false, 60}},
    {{HEADER, 32, 8, false, UINT64_MAX - 7}},
    {{STACK, 0, 4, false, 3}},
    {{STACK, 4, 4, false, 7}},
    {{SECOND, 32, 8, false, UINT64_C(1) << 46}},
    {{SECOND, 8, 8, false, UINT64_MAX - 0xfff}},
    {{SECOND, 48, 8, false, 0x1800}},
    {{LAST, 40, 8, false, UINT64_MAX - 0x1000}},
    {{SECOND, 4, 4, false, 1}},
    {{SECOND, 4, 4, false, 7}},
    {{SECOND, 8, 8, false, 1}},
    {{LAST, 16, 8, true, -UINT64_C(0x4000)}},
    {{SECOND, 40, 8, true, 0x1000}},
    {{FIRST, 0, 4, false, 6}, {STACK, 0, 4, false, 6}},
    {{HEADER, 24, 8, false, 0x400000}},
    {{STACK, 0, 4, false, 6}},
    {{LAST, 16, 8, true, UINT64_C(0x7fff00000000)}},
};

static uint8_t copy[0x10000];
static const char *words[600];
static uint64_t mapped;

static uint64_t field(const uint8_t *at, unsigned size)
{
    uint64_t value = 0;
    memcpy(&value, at, size);
    return value;
}

static uint8_t *find(enum place place)
{
    uint8_t *found = place == HEADER ? copy : NULL;
    unsigned loads = 0;
    for (unsigned i = 0; i < field(copy + 56, 2); i++) {
        uint8_t *header = copy + 64 + i * 56;
        bool load = field(header, 4) == 1;
        loads += load;
        if ((place == FIRST && load && loads == 1) || (place == SECOND && load && loads == 2) || (place == LAST && load) ||
            (place == STACK && field(header, 4) == 0x6474e551)) {
            found = header;
        }
    }
    assert(found != NULL);
    return found;
}

static const char *load(size_t size, unsigned arguments)
{
    struct program program = {.file = copy, .size = size, .told = {.arguments = words, .argument_count = arguments}};
    struct program_start start;
    struct user_address address;
    struct process *process = process_create();
    if (process == NULL) {
        return "there is no memory for a process";
    }
    const char *refusal = program_load(process, &program, &start);
    mapped += refusal != NULL && arguments == 1 && address_space_first(&process->space, &address);
    process_destroy(process);
    return refusal;
}

static void refused(const char *refusal)
{
    print("%s\n", refusal == NULL ? "accepted" : refusal);
}

static void damage(const uint8_t *file, size_t size)
{
    uint64_t free_before = frame_counters().free;
    memcpy(copy, file, size);
    refused(load(63, 1));
    for (unsigned i = 0; i < ARRAY_SIZE(damages); i++) {
        memcpy(copy, file, size);
        uint8_t *places[2] = {find(damages[i][0].place), damages[i][1].place != NOWHERE ? find(damages[i][1].place) : NULL};
        for (unsigned k = 0; k < 2 && places[k] != NULL; k++) {
            const struct change *change = &damages[i][k];
            uint8_t *at = places[k] + change->at;
            uint64_t value = change->value + (change->add ? field(at, change->size) : 0);
            memcpy(at, &value, change->size);
        }
        refused(load(size, 1));
    }
    memcpy(copy, file, size);
    refused(load(size, ARRAY_SIZE(words)));
    print("%lu pages mapped, %ld frames lost\n", mapped, (int64_t)(free_before - frame_counters().free));
}

/* All free frames, each with the address of the next one in it. */
static struct physical_address held;

static bool hold(void)
{
    struct physical_address frame;
    if (!frame_alloc(FRAME_USER, &frame)) {
        return false;
    }
    memcpy(direct_map(frame), &held, sizeof(held));
    held = frame;
    return true;
}

static void release(void)
{
    struct physical_address frame = held;
    memcpy(&held, direct_map(frame), sizeof(held));
    frame_free(FRAME_USER, frame);
}

/* Leaves no frame, then one, then two, and so on, until the program can be loaded. */
static void exhaust(size_t size)
{
    unsigned allocations = 0;
    uint64_t lost = 0;
    while (hold()) {
    }
    for (;; allocations++) {
        const char *refusal = load(size, 1);
        if (refusal == NULL) {
            break;
        }
        lost += frame_counters().free != allocations;
        assert(strncmp(refusal, "memory is exhausted", 100) == 0 ||
               strncmp(refusal, "there is no memory for a process", 100) == 0);
        while (hold()) {
        }
        for (unsigned i = 0; i <= allocations; i++) {
            release();
        }
    }
    lost += frame_counters().free != allocations;
    print("memory exhausted at each of %u allocations, then loaded; %lu frames lost\n", allocations, lost);
}

void demo(void)
{
    const struct boot_module *module = &boot_info.modules[0];
    size_t size = module->end - module->start;
    assert(size <= sizeof(copy));
    for (unsigned i = 0; i < ARRAY_SIZE(words); i++) {
        words[i] = "word";
    }
    damage(direct_map((struct physical_address){module->start}), size);
    exhaust(size);
    checkpoint_done();
}
