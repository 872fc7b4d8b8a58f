/* SPDX-License-Identifier: MIT */
/* The program ends threads and processes in every way; afterwards nothing of them may be left. */
#include "tests/boot/lib/flat_account.h"

void demo(void)
{
    program_start(0);
    program_endow(64);
    program_priority(10);
    program_account();
}
