/* SPDX-License-Identifier: MIT */
/*
 * Runs the measuring program twice and prints what it found.
 */
#include "bench.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct process *process;
static struct thread *thread;
static unsigned life;

static const struct results *program_results(void)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped = address_space_lookup(&process->space, (struct user_address){FLAT_DATA}, &frame, &permissions);
    assert(mapped);
    return direct_map(frame);
}

static void program_start(void)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, life);
    assert(started);
    machine_thread_resume(thread);
}

static void say(const char *name, uint64_t value)
{
    print("bench %s %lu instructions\n", name, value);
}

static void program_ended(void)
{
    uint64_t now = time_stamp();
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    const struct results *results = program_results();
    if (life == 0) {
#define SAY(name) say(#name, results->name);
        BENCHES(SAY)
        if (results->debug_write_nothing != 0) {
            say("debug_write_nothing", results->debug_write_nothing);
        }
        say("exit", now - results->before);
        life = 1;
        program_start();
    }
    say("exception_to_end", now - results->before);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
    program_start();
}
