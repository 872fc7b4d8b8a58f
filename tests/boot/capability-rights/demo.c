/* SPDX-License-Identifier: MIT */
/* A process with a capability to itself derives others. */
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    program_start(0);
    program_endow(64);
    machine_thread_resume(thread);
}
