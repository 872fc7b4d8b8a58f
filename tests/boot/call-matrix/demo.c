/* SPDX-License-Identifier: MIT */
/* The program makes each call in every way that is wrong. */
#include "tests/boot/lib/flat_account.h"

void demo(void)
{
    program_start(0);
    program_endow(100);
    /* Above the thread that the program makes and that must not run. */
    program_priority(10);
    program_account();
}
