/* SPDX-License-Identifier: MIT */
/* Not reached. */
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    print("a kernel without a clock came up\n");
}
