/* SPDX-License-Identifier: MIT */
/* A program hands the kernel bad pointers. */
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    frames_note();
    program_start(0);
#if SPRINT >= S_CAPABILITIES
    program_endow(16);
#endif
    machine_thread_resume(thread);
}
