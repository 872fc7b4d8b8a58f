/* SPDX-License-Identifier: MIT */
/*
 * Loads programs. The file is read by its plan and never looked at again but to copy from it; what a program can execute it cannot write,
 * from the first page on.
 */
#include "kernel/program.h"

#include "kernel/boot_info.h"
#include "kernel/entropy.h"
#include "kernel/lib/string.h"
#include "kernel/memory.h"
#include "kernel/panic.h"
#include "kernel/print.h"

/** Copies bytes to where a program will see them. That is mapped, with any permissions. */
static void write_mapped(const struct process *process, uint64_t to, const uint8_t *from, uint64_t size)
{
    while (size > 0) {
        struct physical_address frame;
        unsigned permissions;
        uint64_t within = to % PAGE_SIZE;
        uint64_t part = size < PAGE_SIZE - within ? size : PAGE_SIZE - within;
        bool mapped = address_space_lookup(&process->space, (struct user_address){to}, &frame, &permissions);
        assert(mapped);
        memcpy((uint8_t *)direct_map(frame) + within, from, part);
        to += part;
        from += part;
        size -= part;
    }
}

static unsigned permissions_of(const struct elf_segment *segment)
{
    return PERMISSION_READ | ((segment->permissions & ELF_WRITE) != 0 ? PERMISSION_WRITE : 0) |
           ((segment->permissions & ELF_EXECUTE) != 0 ? PERMISSION_EXECUTE : 0);
}

/** Maps zeros for the segments and for the stack, each with its own permissions. @return false if memory is exhausted */
static bool map_program(struct process *process, const struct elf_plan *plan, const struct launch_place *place)
{
    struct user_address bottom = {place->stack_top - LAUNCH_STACK_PAGES * PAGE_SIZE};
    bool mapped = memory_load(process, bottom, LAUNCH_STACK_PAGES, PERMISSION_READ | PERMISSION_WRITE);
    for (unsigned i = 0; i < plan->count && mapped; i++) {
        const struct elf_segment *segment = &plan->segments[i];
        uint64_t start = elf_segment_start(segment);
        mapped = memory_load(process, (struct user_address){place->base + start},
                             (elf_segment_end(segment) - start) / PAGE_SIZE, permissions_of(segment));
    }
    return mapped;
}

/** Writes what the program is told on the last page of its stack. @return false if it does not fit */
static bool write_stack(const struct process *process, const struct program *program, const struct elf_plan *plan,
                        const struct launch_place *place, uint64_t *stack)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped =
        address_space_lookup(&process->space, (struct user_address){place->stack_top - PAGE_SIZE}, &frame, &permissions);
    assert(mapped);
    return launch_stack(&program->told, plan, place, direct_map(frame), PAGE_SIZE, stack);
}

const char *program_load(struct process *process, const struct program *program, struct program_start *start)
{
    struct elf_plan plan;
    struct launch_place place;
    enum elf_status status = elf_read(program->file, program->size, &machine_elf_target, &plan);
    if (status != ELF_OK) {
        return elf_rule_name(status);
    }
    if (!launch_place(&plan, program->random, &place)) {
        return "the program leaves no room for itself or its stack";
    }
    /* The process pays for what is loaded: as much as is needed, and nothing that the program could spend. */
    process->account.limit = process->account.used + frame_counters().free;
    bool mapped = map_program(process, &plan, &place);
    process->account.limit = process->account.used;
    if (!mapped) {
        return "memory is exhausted";
    }
    for (unsigned i = 0; i < plan.count; i++) {
        const struct elf_segment *segment = &plan.segments[i];
        write_mapped(process, place.base + segment->address, (const uint8_t *)program->file + segment->offset,
                     segment->file_size);
    }
    start->entry = (struct user_address){place.base + plan.entry};
    return write_stack(process, program, &plan, &place, &start->stack.value) ? NULL
                                                                             : "the program is told more than a page holds";
}

struct random *program_random(void)
{
    char value[8] = {0};
    bool fixed = boot_option(&boot_info, "aslr", value, sizeof(value)) && strncmp(value, "off", sizeof(value)) == 0;
    return fixed ? NULL : kernel_random();
}

void program_unknown_call(void)
{
    struct thread *thread = machine_thread_current();
    if (!thread->process->unknown_call) {
        thread->process->unknown_call = true;
        print("process %lu: there is no call %lu here; is the program another system's?\n", thread->process->identifier,
              machine_call_number(thread));
    }
}
