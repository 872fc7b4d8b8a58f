/* SPDX-License-Identifier: MIT */
/*
 * A program in ring 3 tries everything that it must not do. Each attempt is one life of its thread, and ends in one fault; when all have
 * been made, the machine must be as it was.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const struct {
    uint64_t vector;
    const char *name;
} attempts[] = {
    {3, "report"},
#define ATTEMPT(number, vector, name, ...) {vector, name},
#include "attempts.h"
#undef ATTEMPT
};

static struct thread *thread;
static unsigned attempt;
static unsigned surprises;
static uint64_t frames_before;

static void attempt_start(void)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, attempt);
    assert(started);
    machine_thread_resume(thread);
}

/* The thread has ended: says how, and lets it begin again with the next attempt. */
static void attempt_ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if (attempt == 0) {
        print("first instruction: registers or-ed together %lx, flags %lx, cs %lx, ss %lx\n", thread->frame.rax,
              thread->frame.rbx, thread->frame.rcx, thread->frame.rdx);
    } else {
        bool expected = thread->fault.number == attempts[attempt].vector;
        surprises += !expected;
        print("%-28s %s%s\n", attempts[attempt].name, thread->fault.name, expected ? "" : "  UNEXPECTED");
    }
    if (++attempt < ARRAY_SIZE(attempts)) {
        attempt_start();
    }
    flat_end(thread);
    print("%u attempts, %u surprises, %lu frames lost\n", attempt - 1, surprises, frames_before - frame_counters().free);
    assert(surprises == 0 && frames_before == frame_counters().free);
    checkpoint_done();
}
RESUME_CHOICE(60, attempt_ended);

void demo(void)
{
    assert(boot_info.module_count == 1);
    frames_before = frame_counters().free;
    thread = flat_start(&boot_info.modules[0], attempt);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
