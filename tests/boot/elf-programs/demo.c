/* SPDX-License-Identifier: MIT */
/* Loads each module, compares what is mapped with the file's program headers, page by page, and runs it. */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned next, right;
static uint64_t free_before, otherwise, to_spend;

static uint64_t field(const uint8_t *at, unsigned width)
{
    uint64_t value = 0;
    memcpy(&value, at, width);
    return value;
}

/* What the file says about a page: the sum of its flags, or 0. */
static uint64_t said(const uint8_t *file, uint64_t page)
{
    uint64_t flags = 0;
    for (unsigned i = 0; i < field(file + 56, 2); i++) {
        const uint8_t *header = file + field(file + 32, 8) + i * 56;
        uint64_t first = field(header + 16, 8) / PAGE_SIZE,
                 last = (field(header + 16, 8) + field(header + 40, 8) - 1) / PAGE_SIZE;
        if (field(header, 4) == 1 && field(header + 40, 8) > 0 && page >= first && page <= last) {
            flags += field(header + 4, 4);
        }
    }
    return flags;
}

static uint64_t pages_otherwise(const struct process *process, const uint8_t *file, uint64_t base)
{
    uint64_t count = 0, first = base == 0 ? 0x400000 / PAGE_SIZE - 4 : 0;
    for (uint64_t page = first; page < first + 2048; page++) {
        struct physical_address frame;
        unsigned permissions = 0, flags = (unsigned)said(file, page);
        bool mapped =
            address_space_lookup(&process->space, (struct user_address){base + page * PAGE_SIZE}, &frame, &permissions);
        unsigned wanted =
            (flags & 4 ? PERMISSION_READ : 0) | (flags & 2 ? PERMISSION_WRITE : 0) | (flags & 1 ? PERMISSION_EXECUTE : 0);
        count += mapped != (flags != 0) || (mapped && (permissions & ~(unsigned)PERMISSION_USER) != wanted);
    }
    return count;
}

static void run_next(void)
{
    const struct boot_module *module = &boot_info.modules[next];
    static const char *const arguments[] = {"program", "", "an argument"}, *const environment[] = {"HOME=/"};
    struct program program = {
        .file = direct_map((struct physical_address){module->start}),
        .size = module->end - module->start,
        .told = {.arguments = arguments,
                 .argument_count = 3,
                 .environment = environment,
                 .environment_count = 1,
                 .random = {next, 7}},
        .random = program_random(),
    };
    struct program_start start;
    struct process *process = process_create();
    const char *refusal = program_load(process, &program, &start);
    if (refusal != NULL) {
        print("%s refused: %s\n", module->name, refusal);
        checkpoint_done();
    }
    bool movable = field((const uint8_t *)program.file + 16, 2) == 3;
    otherwise +=
        pages_otherwise(process, program.file, movable ? start.entry.value - field((const uint8_t *)program.file + 24, 8) : 0);
    to_spend += process->account.limit - process->account.used;
    thread = thread_create(process);
    bool started = thread_start(thread, start.entry, start.stack, 0);
    assert(started);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    bool good = thread->state == THREAD_EXITED && thread->exit_status == 42;
    right += good;
    if (!good) {
        print("%s: wrong: status %d, fault %s at %lx, instruction %lx\n", boot_info.modules[next].name, thread->exit_status,
              thread->state == THREAD_FAULTED ? thread->fault.name : "none", thread->fault.address, thread->fault.instruction);
    }
    struct process *process = thread->process;
    thread_destroy(thread);
    process_destroy(process);
    if (++next < boot_info.module_count) {
        run_next();
    }
    print("%u programs, %u right, %lu pages mapped otherwise than their headers say, %lu frames to spend, %ld frames lost\n",
          next, right, otherwise, to_spend, (int64_t)(free_before - frame_counters().free));
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    free_before = frame_counters().free;
    run_next();
}
