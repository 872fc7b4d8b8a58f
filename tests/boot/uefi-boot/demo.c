/* SPDX-License-Identifier: MIT */
/* Says that the kernel is up. */
#include "kernel/start.h"

void demo(void)
{
    console_write("the kernel is up\n");
}
