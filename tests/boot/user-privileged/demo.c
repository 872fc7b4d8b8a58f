/* SPDX-License-Identifier: MIT */
/* One thread's life for each instruction that belongs to ring 0. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const struct {
    const char *name;
    uint64_t vector, other;
} tries[] = {
#define TRY(name, vector, other, ...) {name, vector, other},
#include "instructions.h"
#undef TRY
};

static struct thread *thread;
static unsigned at, wrong;

static void next(void)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, at);
    assert(started);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if ((thread->fault.number != tries[at].vector && thread->fault.number != tries[at].other) || thread->frame.cs != 0x23) {
        wrong++;
        print("WRONG: %s: %s\n", tries[at].name, thread->fault.name);
    }
    if (++at < ARRAY_SIZE(tries)) {
        next();
    }
    print("%u instructions, %u surprises\n", at, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
