/* SPDX-License-Identifier: MIT */
/*
 * Panics, on purpose.
 */
#include "kernel/panic.h"
#include "kernel/start.h"

void demo(void)
{
    panic(PANIC_ASSERTION, "a reason with a number, %d", 42);
}
