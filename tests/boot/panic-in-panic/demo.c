/* SPDX-License-Identifier: MIT */
/* A panic report that panics itself. */
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static void bad_report(void)
{
    assert(2 + 2 == 5);
    print("the assertion came back\n");
}
PANIC_REPORT(01, bad_report);

void demo(void)
{
    assert(1 + 1 == 3);
    print("the assertion came back\n");
}
