/* SPDX-License-Identifier: MIT */
/* Four programs, of which three make an error. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const char *const names[] = {"1 / 0", "1 / 3, then 0 / 0", "too large for a float", "1 / 0, masked, then ud2"};
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
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("%s: %s, error %lx\n", names[at], thread->fault.name, thread->fault.error);
    flat_end(thread);
    if (++at < ARRAY_SIZE(names)) {
        next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    next();
}
