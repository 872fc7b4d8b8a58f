/* SPDX-License-Identifier: MIT */
/* Prints the name of the processor's maker. */
#include "kernel/machine.h"
#include "kernel/start.h"

void demo(void)
{
    char name[13];
    machine_vendor(name);
    console_write("this processor was made by ");
    console_write(name);
    console_write("\n");
}
