/* SPDX-License-Identifier: MIT */
/* Three processes, one after the other, with different accounts. */
#include "tests/boot/lib/flat_program.h"

static const uint64_t limits[] = {3, 100, 1000};
static unsigned life;

static _Noreturn void next(void)
{
    program_start(limits[life]);
    program_endow(limits[life]);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (program_runs()) {
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
