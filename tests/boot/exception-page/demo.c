/* SPDX-License-Identifier: MIT */
/* Writes to an address that nothing maps. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    *(volatile uint64_t *)UINT64_C(0xffff900000000128) = 1;
    print("written\n");
}
