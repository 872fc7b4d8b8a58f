/* SPDX-License-Identifier: MIT */
/* A process makes trees of capabilities. */
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    program_start(0);
    program_endow(64);
    machine_thread_resume(thread);
}
