/* SPDX-License-Identifier: MIT */
/*
 * Loads programs. The file is read by its plan and never looked at again but to copy from it; what a program can execute it cannot write,
 * from the first page on.
 */
#include "kernel/program.h"

#include "kernel/boot_info.h"
#include "kernel/entropy.h"
#include "kernel/frame_alloc.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"

/** Maps zeros for a program. @return false if memory is exhausted */
static bool map_zeros(struct process *process, uint64_t start, uint64_t end, unsigned permissions)
{
    for (uint64_t address = start; address < end; address += PAGE_SIZE) {
        struct physical_address frame;
        if (!frame_alloc_zeroed(FRAME_USER, &frame)) {
            return false;
        }
        if (address_space_map(&process->space, (struct user_address){address}, frame, permissions) != ADDRESS_OK) {
            frame_free(FRAME_USER, frame);
            return false;
        }
    }
    return true;
}

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

/** Maps the segments and fills them. The plan was checked, so a refusal means that memory is exhausted. */
static bool load_segments(struct process *process, const struct elf_plan *plan, const uint8_t *file, uint64_t base)
{
    for (const struct elf_segment *segment = plan->segments; segment < plan->segments + plan->count; segment++) {
        if (!map_zeros(process, base + elf_segment_start(segment), base + elf_segment_end(segment), permissions_of(segment))) {
            return false;
        }
        write_mapped(process, base + segment->address, file + segment->offset, segment->file_size);
    }
    return true;
}

/** Maps the stack and writes on its last page what the program is told. @return null, or why not */
static const char *load_stack(struct process *process, const struct program *program, const struct elf_plan *plan,
                              const struct launch_place *place, uint64_t *stack)
{
    uint64_t last = place->stack_top - PAGE_SIZE;
    struct physical_address frame;
    unsigned permissions;
    if (!map_zeros(process, place->stack_top - LAUNCH_STACK_PAGES * PAGE_SIZE, place->stack_top,
                   PERMISSION_READ | PERMISSION_WRITE)) {
        return "memory is exhausted";
    }
    bool mapped = address_space_lookup(&process->space, (struct user_address){last}, &frame, &permissions);
    assert(mapped);
    bool fits = launch_stack(&program->told, plan, place, direct_map(frame), PAGE_SIZE, stack);
    return fits ? NULL : "the program is told more than a page holds";
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
    if (!load_segments(process, &plan, program->file, place.base)) {
        return "memory is exhausted";
    }
    start->entry = (struct user_address){place.base + plan.entry};
    return load_stack(process, program, &plan, &place, &start->stack.value);
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
