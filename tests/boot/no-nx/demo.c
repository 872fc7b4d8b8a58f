/* SPDX-License-Identifier: MIT */
/* Must never be reached: the kernel refuses the machine before C begins. */
#include "kernel/start.h"

void demo(void)
{
    console_write("the demonstration runs\n");
}
