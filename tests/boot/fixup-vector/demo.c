/* SPDX-License-Identifier: MIT */
/* An exception that is neither #PF nor #GP, at a declared instruction. */
#include "kernel/print.h"
#include "kernel/start.h"

void fixup_undefined(void);

void demo(void)
{
    fixup_undefined();
    print("the fixup was applied\n");
}
