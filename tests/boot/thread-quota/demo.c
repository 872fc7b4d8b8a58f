/* SPDX-License-Identifier: MIT */
/* The program makes threads until its account is used up. What it gives back must all be there. */
#include "tests/boot/lib/flat_account.h"

void demo(void)
{
    program_start(0);
    program_endow(60);
    program_priority(10);
    program_account();
}
