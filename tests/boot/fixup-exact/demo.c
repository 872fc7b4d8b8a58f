/* SPDX-License-Identifier: MIT */
/* A fault at a declared instruction, then one at the instruction after a declared one. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

unsigned fixup_first(uint64_t address);
unsigned fixup_second(uint64_t address);

void demo(void)
{
    print("at the declared instruction, #PF: %u\n", fixup_first(UINT64_C(0xffff900000000000)));
    print("at the declared instruction, #GP: %u\n", fixup_first(UINT64_C(1) << 47));
    print("one instruction later: %u\n", fixup_second(UINT64_C(0xffff900000000000)));
}
