/* SPDX-License-Identifier: MIT */
/* Reads the frame of a thread that has faulted. */
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("fs base %lx, gs base %lx\n", thread->frame.fs_base, thread->frame.gs_base);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
