/* SPDX-License-Identifier: MIT */
/* Runs the program once for each mistake, and looks at how it ended. Every second time it is the movable one. */
#include "kernel/boot_info.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const char *const mistakes[] = {"write to code",        "write to a constant",  "execute data",
                                       "execute the stack",    "read below the image", "read behind the image",
                                       "read above the stack", "overflow the stack"};
static struct thread *thread;
static unsigned next;
static uint64_t last_page;

static void run_next(void)
{
    const struct boot_module *module = &boot_info.modules[next % 2];
    const char name[2] = {(char)('0' + next), 0}, *const arguments[] = {name};
    struct program program = {
        .file = direct_map((struct physical_address){module->start}),
        .size = module->end - module->start,
        .told = {.arguments = arguments, .argument_count = 1},
        .random = program_random(),
    };
    struct program_start start;
    struct process *process = process_create();
    assert(process != NULL && program_load(process, &program, &start) == NULL);
    thread = thread_create(process);
    assert(thread != NULL && thread_start(thread, start.entry, start.stack, 0));
    last_page = (start.stack.value & ~(PAGE_SIZE - 1)) - (LAUNCH_STACK_PAGES - 1) * PAGE_SIZE;
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    const struct fault *fault = &thread->fault;
    if (thread->state == THREAD_EXITED) {
        print("%s: exit\n", mistakes[next]);
    } else if (next == 7) {
        print("%s: %s, error %lx, %lu page below the stack's last\n", mistakes[next], fault->name, fault->error,
              last_page / PAGE_SIZE - fault->address / PAGE_SIZE);
    } else {
        print("%s: %s, error %lx, %s\n", mistakes[next], fault->name, fault->error,
              fault->address == thread->frame.rdi ? "at the address" : "elsewhere");
    }
    struct process *process = thread->process;
    thread_destroy(thread);
    process_destroy(process);
    if (++next < ARRAY_SIZE(mistakes)) {
        run_next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    run_next();
}
