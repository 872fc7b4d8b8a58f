/* SPDX-License-Identifier: MIT */
/*
 * Runs each program that the boot loader brought, one after the other, and then damages the first one in several ways.
 */
#include "kernel/boot_info.h"
#include "kernel/lib/string.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned next;

/* Offset in the file, bytes, new value. The program headers begin at 64, 56 bytes each. */
static const struct {
    const char *what;
    unsigned at, size;
    uint64_t value;
} damages[] = {
    {"another magic number", 3, 1, 'G'},
    {"for another machine", 18, 2, 183},
    {"a table beyond the end", 32, 8, UINT64_MAX - 7},
    {"a segment that may do everything", 64 + 56 + 4, 4, 7},
    {"a segment that wraps around", 64 + 56 + 40, 8, UINT64_MAX - 0x1000},
    {"a beginning among the constants", 24, 8, 0x400000},
};

static const char *start_program(const struct boot_module *module)
{
    static const char *const environment[] = {"HOME=/", "LANG=C"};
    /* Places that nobody can guess are not for a recording; those that follow from a seed are. */
    bool show = boot_option(&boot_info, "seed", NULL, 0) || boot_option(&boot_info, "aslr", NULL, 0);
    const char *const arguments[] = {module->name, "one", show ? "show" : "two"};
    struct program program = {
        .file = direct_map((struct physical_address){module->start}),
        .size = module->end - module->start,
        .told = {.arguments = arguments, .argument_count = 3, .environment = environment, .environment_count = 2},
        .random = program_random(),
    };
    struct program_start start;
    struct process *process = process_create();
    assert(process != NULL);
    const char *refusal = program_load(process, &program, &start);
    if (refusal != NULL) {
        process_destroy(process);
        return refusal;
    }
    thread = thread_create(process);
    assert(thread != NULL && thread_start(thread, start.entry, start.stack, 0));
    return NULL;
}

static void attempt_damaged(const struct boot_module *module)
{
    uint8_t *file = direct_map((struct physical_address){module->start});
    for (unsigned i = 0; i < ARRAY_SIZE(damages); i++) {
        uint64_t right;
        memcpy(&right, file + damages[i].at, sizeof(right));
        memcpy(file + damages[i].at, &damages[i].value, damages[i].size);
        const char *refusal = start_program(module);
        memcpy(file + damages[i].at, &right, sizeof(right));
        print("%s: %s\n", damages[i].what, refusal);
    }
}

static void program_ended(void)
{
    if (thread != NULL && (thread->state == THREAD_EXITED || thread->state == THREAD_FAULTED)) {
        struct process *process = thread->process;
        assert(thread->state == THREAD_EXITED);
        print("%s: exit status %d\n", boot_info.modules[next].name, thread->exit_status);
        thread_destroy(thread);
        process_destroy(process);
        thread = NULL;
        next++;
    } else if (thread != NULL) {
        return;
    }
    if (next < boot_info.module_count) {
        const char *refusal = start_program(&boot_info.modules[next]);
        assert(refusal == NULL);
        machine_thread_resume(thread);
    }
    attempt_damaged(&boot_info.modules[0]);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    kernel_resume();
}
