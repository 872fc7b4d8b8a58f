/* SPDX-License-Identifier: MIT */
/* Runs a Linux program twice. */
#include "kernel/boot_info.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/program.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned runs;

static void run_next(void)
{
    const struct boot_module *module = &boot_info.modules[0];
    struct program program = {
        .file = direct_map((struct physical_address){module->start}),
        .size = module->end - module->start,
        .random = program_random(),
    };
    struct program_start start;
    struct process *process = process_create();
    assert(process != NULL && program_load(process, &program, &start) == NULL);
    thread = thread_create(process);
    assert(thread != NULL && thread_start(thread, start.entry, start.stack, 0));
    runs++;
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("the Linux program ended by %s; its last call's result was %ld\n", thread->fault.name, (int64_t)thread->frame.rax);
    struct process *process = thread->process;
    thread_destroy(thread);
    process_destroy(process);
    if (runs < 2) {
        run_next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    run_next();
}
