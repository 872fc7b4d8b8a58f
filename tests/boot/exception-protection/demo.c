/* SPDX-License-Identifier: MIT */
/* Loads a selector beyond the end of the GDT: a real general-protection fault, whose error code is the selector. */
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    __asm__ volatile("movl %0, %%es" : : "r"(0x1238));
    print("loaded\n");
}
