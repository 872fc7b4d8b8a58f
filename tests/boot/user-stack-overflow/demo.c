/* SPDX-License-Identifier: MIT */
/* A program whose stack has no end finds that it has one. */
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("%s, error code %lx, %ld bytes below the stack\n", thread->fault.name, thread->fault.error,
          (int64_t)(FLAT_STACK_TOP - FLAT_STACK_PAGES * PAGE_SIZE - thread->fault.address));
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
