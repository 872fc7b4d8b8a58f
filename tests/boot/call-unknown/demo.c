/* SPDX-License-Identifier: MIT */
/* A program makes calls that do not exist. */
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    frames_note();
    program_run(0);
}
