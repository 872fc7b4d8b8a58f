/* SPDX-License-Identifier: MIT */
/* The kernel's side of a test that runs one flat program at a time: the first module, in `thread`. */
#ifndef TESTS_BOOT_LIB_FLAT_PROGRAM_H
#define TESTS_BOOT_LIB_FLAT_PROGRAM_H

#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

/* Makes a process of the program, ready to run. The argument is the program's first one. */
static inline void program_start(uint64_t argument)
{
    thread = flat_start(&boot_info.modules[0], argument);
    assert(thread != NULL);
}

/* Starts the program and lets it run. */
static inline _Noreturn void program_run(uint64_t argument)
{
    program_start(argument);
    machine_thread_resume(thread);
}

#ifdef HANDLE_FIRST
/* Gives the program that was started a capability to itself, its first, and so many frames to spend. */
static inline void program_endow(uint64_t frames)
{
    uint64_t self = process_endow(thread->process, frames);
    assert(self == HANDLE_FIRST);
}
#endif

/* Loads the program into a new process, with a thread that has not been started. */
static inline void program_place(void)
{
    struct process *process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
}

/* Another life of the same thread, from the program's beginning and with the stack's end as its stack pointer. */
static inline _Noreturn void program_live(uint64_t argument)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, argument);
    assert(started);
    machine_thread_resume(thread);
}

/* Is there nothing to report yet? */
static inline bool program_runs(void)
{
    return thread == NULL || thread->state == THREAD_READY;
}

#endif
