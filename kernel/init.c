/* SPDX-License-Identifier: MIT */
/*
 * The first program. It is the only one that the kernel starts, and it gets everything that there is: all free memory, and the archive with all
 * other programs. What they may do is for init to decide.
 */
#include "kernel/init.h"

#include "kernel/boot_info.h"
#include "kernel/abi/told.h"
#include "kernel/calls.h"
#include "kernel/entropy.h"
#include "kernel/lib/archive.h"
#include "kernel/lib/string.h"
#include "kernel/memory.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/thread.h"

static struct thread *first_thread;

static const struct boot_module *archive_module(void)
{
    for (unsigned i = 0; i < boot_info.module_count; i++) {
        if (strncmp(boot_info.modules[i].name, "archive", BOOT_NAME_MAX) == 0) {
            return &boot_info.modules[i];
        }
    }
    panic(PANIC_INIT, "the boot loader brought no archive: the image lacks the line `module2 /boot/archive.tar archive`");
}

/* Copies the archive into memory that can be named. What is behind its last byte is zero. @return the handle; 0 if memory is exhausted */
static uint64_t archive_give(struct process *process, const uint8_t *archive, uint64_t size)
{
    uint64_t pages = (size + PAGE_SIZE - 1) / PAGE_SIZE;
    struct capability *slot = capability_slot(process);
    if (slot == NULL || !account_charge(&process->account, memory_cost(pages)) ||
        !memory_create(slot, &process->account, pages, RIGHT_READ | RIGHT_COPY)) {
        return 0;
    }
    for (uint64_t page = 0; page < pages; page++) {
        struct physical_address frame;
        uint64_t left = size - page * PAGE_SIZE;
        if (!memory_frame(memory_of(slot->object), page, &frame)) {
            return 0;
        }
        memcpy(direct_map(frame), archive + page * PAGE_SIZE, left < PAGE_SIZE ? left : PAGE_SIZE);
    }
    return capability_handle(slot);
}

/* Loads init into its process. @return null, or why not */
static const char *init_load(struct process *process, const struct boot_module *module, struct program_start *start)
{
    const uint8_t *archive = direct_map((struct physical_address){module->start});
    uint64_t size = module->end - module->start;
    struct archive_entry file;
    enum archive_status status = archive_find(archive, size, "init", &file);
    if (status != ARCHIVE_OK) {
        return archive_rule_name(status);
    }
    uint64_t self = process_endow(process, frame_counters().free);
    uint64_t memory = self != 0 ? archive_give(process, archive, size) : 0;
    if (memory == 0) {
        return "memory is exhausted";
    }
    const struct auxiliary auxiliary[] = {
        {AT_POSTERN_PROCESS, self}, {AT_POSTERN_ARCHIVE, memory}, {AT_POSTERN_ARCHIVE_SIZE, size}};
    const char *const arguments[] = {"init", boot_info.command_line};
    struct program program = {
        .file = file.data,
        .size = file.size,
        .random = program_random(),
        .told = {.arguments = arguments,
                 .argument_count = boot_info.command_line[0] != 0 ? 2 : 1,
                 .auxiliary = auxiliary,
                 .auxiliary_count = ARRAY_SIZE(auxiliary)},
    };
    for (unsigned i = 0; i < LAUNCH_RANDOM_SIZE; i++) {
        program.told.random[i] = (uint8_t)random_below(kernel_random(), 256);
    }
    return program_load(process, &program, start);
}

void init_start(void)
{
    struct program_start start;
    const struct boot_module *module = archive_module();
    struct process *process = process_create();
    const char *refusal = process != NULL ? init_load(process, module, &start) : "memory is exhausted";
    if (refusal == NULL) {
        first_thread = thread_create(process);
        refusal = first_thread != NULL ? NULL : "memory is exhausted";
    }
    if (refusal != NULL) {
        panic(PANIC_INIT, "init cannot be started: %s", refusal);
    }
    /* The reference is this file's: the thread stays, to tell how it has ended. */
    first_thread->object = (struct object){.type = &thread_type, .references = 1};
    first_thread->schedule.priority = PRIORITY_MAX;
    process->account.limit += frame_counters().free;
    bool started = thread_start(first_thread, start.entry, start.stack, 0);
    assert(started);
    print("init: process %lu, %lu KiB in use\n", process->identifier, process->account.used * PAGE_SIZE / 1024);
}

/* Without init nothing goes on. Asked before any thread is chosen. */
static void init_ended(void)
{
    if (first_thread == NULL || !thread_has_ended(first_thread)) {
        return;
    }
    if (first_thread->state == THREAD_DESTROYED) {
        panic(PANIC_INIT, "init was ended");
    }
    if (first_thread->state == THREAD_FAULTED) {
        panic(PANIC_INIT, "init has ended with fault %lu at 0x%lx", first_thread->fault.number, first_thread->fault.instruction);
    }
    if (first_thread->exit_status != 0) {
        panic(PANIC_INIT, "init has ended with status %d", first_thread->exit_status);
    }
    checkpoint_done();
}
RESUME_CHOICE(30, init_ended);

int64_t call_abi_hash(void)
{
    return (int64_t)definitions_hash;
}
