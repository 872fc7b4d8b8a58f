/* SPDX-License-Identifier: MIT */
/*
 * Starts programs. A file is read into a plan by the same reader that the kernel uses for the first program; what the plan says is put into
 * two memory objects that the new process pays for, one that will never be written again and one that will never be executed. Both are
 * filled here, through a window in this program's memory, and then mapped there, each segment with its own permissions.
 */
#include <program.h>
#include <string.h>

#include "kernel/lib/launch.h"
#include "user/libc/include/postern.h"

/* Where memory is mapped while it is filled: between movable programs, the last of which may begin right below 48 TiB, and the heaps. */
#define WINDOW UINT64_C(0x320000000000)
#define WINDOW_PAGES (UINT64_C(1) << 24)

/* System V ABI, AMD64 supplement, section 4.1.1: EM_X86_64. Page 0 and the last page are never mapped. */
static const struct elf_target target = {.machine = 62, .start = PAGE_SIZE, .end = UINT64_C(0x7ffffffff000)};

static struct random generator;
static bool generator_started, places_fixed;

/* One of the two memory objects. */
struct part {
    uint64_t handle; /* 0 if there is none */
    uint64_t pages;
    uint8_t *window; /* where it is mapped here; null if it is not */
};

/* A program on its way. */
struct launch {
    const struct program *program;
    struct elf_plan plan;
    struct launch_place place;
    uint64_t process;
    struct part fixed;    /* what is read or executed */
    struct part variable; /* what is written, and the stack behind it */
    uint64_t stack_pages;
    uint64_t stack_pointer;
};

void program_places_fixed(bool fixed)
{
    places_fixed = fixed;
}

static struct random *places(void)
{
    if (!generator_started) {
        uint8_t seed[RANDOM_SEED_SIZE] = {0};
        const void *bytes = (const void *)told(AT_RANDOM);
        if (bytes != NULL) {
            memcpy(seed, bytes, LAUNCH_RANDOM_SIZE);
        }
        random_start(&generator, seed);
        generator_started = true;
    }
    return &generator;
}

static bool is_variable(const struct elf_segment *segment)
{
    return (segment->permissions & ELF_WRITE) != 0;
}

static uint64_t segment_pages(const struct elf_segment *segment)
{
    return (elf_segment_end(segment) - elf_segment_start(segment)) / PAGE_SIZE;
}

/* Makes a part of so many pages and maps it here, to be filled. */
static int64_t part_create(struct part *part, uint64_t process, uint64_t pages, uint64_t at)
{
    if (pages == 0) {
        return 0;
    }
    int64_t handle = mem_alloc(process, pages);
    if (handle < 0) {
        return handle;
    }
    *part = (struct part){.handle = (uint64_t)handle, .pages = pages};
    int64_t error = mem_map(told(AT_POSTERN_PROCESS), part->handle, at, RIGHT_READ | RIGHT_WRITE);
    part->window = error < 0 ? NULL : (uint8_t *)at;
    return error;
}

/* The table of a window costs more than the window. One page that stays mapped keeps the tables for all others. */
static int64_t window_keep(void)
{
    static bool kept;
    if (kept) {
        return 0;
    }
    int64_t memory = mem_alloc(told(AT_POSTERN_PROCESS), 1);
    int64_t error = memory < 0 ? memory : mem_map(told(AT_POSTERN_PROCESS), (uint64_t)memory, WINDOW, RIGHT_READ);
    kept = error >= 0;
    if (memory >= 0 && error < 0) {
        cap_delete((uint64_t)memory);
    }
    return error;
}

static int64_t parts_create(struct launch *launch)
{
    uint64_t fixed = 0, variable = launch->stack_pages;
    for (unsigned i = 0; i < launch->plan.count; i++) {
        const struct elf_segment *segment = &launch->plan.segments[i];
        *(is_variable(segment) ? &variable : &fixed) += segment_pages(segment);
    }
    if (fixed > WINDOW_PAGES || variable > WINDOW_PAGES) {
        return -EQUOTA;
    }
    int64_t error = window_keep();
    if (error >= 0) {
        error = part_create(&launch->fixed, launch->process, fixed, WINDOW + PAGE_SIZE);
    }
    if (error >= 0) {
        error = part_create(&launch->variable, launch->process, variable, WINDOW + (1 + fixed) * PAGE_SIZE);
    }
    return error;
}

static unsigned texts_count(const char *const *texts)
{
    unsigned count = 0;
    while (texts != NULL && texts[count] != NULL) {
        count++;
    }
    return count;
}

/* Gives the process a capability to itself, and writes on its stack's last page what it is told. */
static int64_t stack_write(struct launch *launch)
{
    const struct program *program = launch->program;
    int64_t self = cap_create(launch->process, program->rights != 0 ? program->rights : PROGRAM_RIGHTS, 0);
    int64_t handle = self < 0 ? self : cap_transfer(launch->process, (uint64_t)self);
    if (handle < 0) {
        return handle;
    }
    const struct auxiliary own[] = {{AT_POSTERN_PROCESS, (uint64_t)handle}};
    struct launch_words words = {
        .arguments = program->arguments,
        .argument_count = texts_count(program->arguments),
        .environment = program->environment,
        .environment_count = texts_count(program->environment),
        .auxiliary = own,
        .auxiliary_count = ARRAY_SIZE(own),
    };
    for (unsigned i = 0; i < LAUNCH_RANDOM_SIZE; i += sizeof(uint64_t)) {
        uint64_t number = random_next(places());
        memcpy(words.random + i, &number, sizeof(number));
    }
    uint8_t *last = launch->variable.window + (launch->variable.pages - 1) * PAGE_SIZE;
    return launch_stack(&words, &launch->plan, &launch->place, last, PAGE_SIZE, &launch->stack_pointer) ? 0 : -EINVAL;
}

/*
 * Maps pages of a part in the process. Where that takes a capability of its own, it stays here: it goes when the one that it was derived
 * from does, which will be the process's.
 */
static int64_t part_map(struct launch *launch, struct part *part, uint64_t first, uint64_t pages, uint64_t address, unsigned permissions)
{
    int64_t handle = (int64_t)part->handle;
    if (pages < part->pages) {
        handle = cap_create(part->handle, permissions, first << 32 | pages);
    }
    return handle < 0 ? handle : mem_map(launch->process, (uint64_t)handle, address, permissions);
}

/* Fills the parts. The program's own pages are zeros where the file says nothing. */
static void segments_fill(struct launch *launch)
{
    uint8_t *fixed = launch->fixed.window, *variable = launch->variable.window;
    for (unsigned i = 0; i < launch->plan.count; i++) {
        const struct elf_segment *segment = &launch->plan.segments[i];
        uint8_t **window = is_variable(segment) ? &variable : &fixed;
        memcpy(*window + segment->address % PAGE_SIZE, (const uint8_t *)launch->program->file + segment->offset, segment->file_size);
        *window += segment_pages(segment) * PAGE_SIZE;
    }
}

static int64_t segments_map(struct launch *launch)
{
    uint64_t fixed = 0, variable = 0;
    for (unsigned i = 0; i < launch->plan.count; i++) {
        const struct elf_segment *segment = &launch->plan.segments[i];
        uint64_t *first = is_variable(segment) ? &variable : &fixed;
        unsigned permissions = RIGHT_READ | (is_variable(segment) ? RIGHT_WRITE : 0) |
                               ((segment->permissions & ELF_EXECUTE) != 0 ? RIGHT_EXECUTE : 0);
        int64_t error = part_map(launch, is_variable(segment) ? &launch->variable : &launch->fixed, *first, segment_pages(segment),
                                 launch->place.base + elf_segment_start(segment), permissions);
        if (error < 0) {
            return error;
        }
        *first += segment_pages(segment);
    }
    return part_map(launch, &launch->variable, variable, launch->stack_pages,
                    launch->place.stack_top - launch->stack_pages * PAGE_SIZE, RIGHT_READ | RIGHT_WRITE);
}

/* Takes a part out of this program's hands: no window any more, and the capability is the process's. */
static int64_t part_unmap(struct part *part)
{
    int64_t error = part->handle != 0 ? mem_unmap(part->handle) : 0;
    part->window = NULL;
    return error;
}

static int64_t part_give(struct part *part, uint64_t process)
{
    int64_t error = part->handle != 0 ? cap_transfer(process, part->handle) : 0;
    part->handle = error < 0 ? part->handle : 0;
    return error;
}

/* Everything between an empty process and one whose first thread may run. */
static int64_t launch_load(struct launch *launch)
{
    int64_t error = parts_create(launch);
    if (error < 0) {
        return error;
    }
    segments_fill(launch);
    error = stack_write(launch);
    if (error < 0 || (error = part_unmap(&launch->fixed)) < 0 || (error = part_unmap(&launch->variable)) < 0 ||
        (error = segments_map(launch)) < 0 || (error = part_give(&launch->fixed, launch->process)) < 0 ||
        (error = part_give(&launch->variable, launch->process)) < 0) {
        return error;
    }
    /* The handle to the thread stays here until the thread ends, and is good for nothing but that. */
    int64_t thread = thread_create(launch->process, launch->place.base + launch->plan.entry, launch->stack_pointer, 0,
                                   launch->program->priority);
    return thread < 0 ? thread : 0;
}

int64_t program_launch(const struct program *program, const char **refusal)
{
    struct launch launch = {.program = program};
    const char *unused;
    refusal = refusal != NULL ? refusal : &unused;
    *refusal = NULL;
    launch.stack_pages = program->stack_pages != 0 ? program->stack_pages : PROGRAM_STACK_PAGES;
    enum elf_status status = elf_read(program->file, program->size, &target, &launch.plan);
    if (status != ELF_OK) {
        *refusal = elf_rule_name(status);
        return -EINVAL;
    }
    if (launch.stack_pages > LAUNCH_STACK_PAGES || !launch_place(&launch.plan, places_fixed ? NULL : places(), &launch.place)) {
        *refusal = "the program leaves no room for itself or its stack";
        return -EINVAL;
    }
    int64_t process = proc_create(told(AT_POSTERN_PROCESS), program->frames, program->priority);
    if (process < 0) {
        return process;
    }
    launch.process = (uint64_t)process;
    int64_t error = launch_load(&launch);
    if (error < 0) {
        if (launch.fixed.handle != 0) {
            cap_delete(launch.fixed.handle);
        }
        if (launch.variable.handle != 0) {
            cap_delete(launch.variable.handle);
        }
        cap_delete(launch.process);
        return error;
    }
    return process;
}
