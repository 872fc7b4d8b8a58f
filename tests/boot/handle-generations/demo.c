/* SPDX-License-Identifier: MIT */
/* A program has two turns; in between, the first free slot of its table gets its last generation. */
#include "tests/boot/lib/flat_program.h"

static unsigned turn;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state != THREAD_EXITED) {
        print("ended by %s at %lx\n", thread->fault.name, thread->fault.instruction);
    }
    print("turn %u: exit status %d\n", turn, thread->exit_status);
    if (turn++ == 1) {
        checkpoint_done();
    }
    thread->process->table.free->generation = (UINT64_C(1) << 48) - 1;
    program_live(turn);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_start(0);
    program_endow(4);
    machine_thread_resume(thread);
}
