/* SPDX-License-Identifier: MIT */
/* A program raises four vectors, one in each of its lives. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const unsigned vectors[] = {3, 4, 5, 128};
static struct thread *thread;
static unsigned at;

static void next(void)
{
    thread = flat_start(&boot_info.modules[0], at);
    assert(thread != NULL);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("int %u: %s\n", vectors[at], thread->fault.name);
    flat_end(thread);
    if (++at < ARRAY_SIZE(vectors)) {
        next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    next();
}
