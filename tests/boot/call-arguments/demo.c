/* SPDX-License-Identifier: MIT */
/* A program calls once with six arguments; the driver looks at them. */
#include "tests/boot/lib/flat_status.h"

void demo(void)
{
    frames_note();
    program_run(0);
}
