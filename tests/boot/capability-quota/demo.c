/* SPDX-License-Identifier: MIT */
/* Three processes, one after the other, with different accounts. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const uint64_t limits[] = {3, 100, 1000};
static struct thread *thread;
static unsigned life;

static _Noreturn void next(void)
{
    thread = flat_start(&boot_info.modules[0], limits[life]);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, limits[life]);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state != THREAD_EXITED) {
        print("ended by %s at %lx\n", thread->fault.name, thread->fault.instruction);
    }
    print("%lu frames: exit status %d\n", limits[life], thread->exit_status);
    if (++life == ARRAY_SIZE(limits)) {
        checkpoint_done();
    }
    next();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    next();
}
