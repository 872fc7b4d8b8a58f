/* SPDX-License-Identifier: MIT */
/* The stack pointer is lost, and then there is a fault: it cannot be delivered, and neither can that. */
#include "kernel/print.h"
#include "kernel/start.h"

void fault_without_stack(void);

void demo(void)
{
    print("before\n");
    fault_without_stack();
    print("after\n");
}
