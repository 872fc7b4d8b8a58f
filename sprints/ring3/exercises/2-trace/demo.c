/* SPDX-License-Identifier: MIT */
/* Three programs: one is traced, one is not, and one would like to be. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const struct {
    const char *name;
    uint64_t argument;
    bool traced;
} programs[] = {{"traced, ten times round", 10, true}, {"not traced", 10, false}, {"TF of its own", 0, false}};
static struct thread *thread;
static unsigned at;

static void next(void)
{
    thread = flat_start(&boot_info.modules[0], programs[at].argument);
    assert(thread != NULL);
    if (programs[at].traced) {
        machine_thread_trace(thread, true);
    }
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("%s: %lu steps, ended by %s\n", programs[at].name, thread->steps, thread->fault.name);
    flat_end(thread);
    if (++at < ARRAY_SIZE(programs)) {
        next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    next();
}
