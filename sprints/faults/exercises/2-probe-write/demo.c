/* SPDX-License-Identifier: MIT */
/* Writes to what is there and to what is not. */
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

static uint64_t words[3] = {1, 2, 3};

void demo(void)
{
    print("a variable: %d\n", probe_write64((uintptr_t)&words[1], UINT64_C(0x1122334455667788)));
    print("it holds %lx, its neighbours %lx and %lx\n", words[1], words[0], words[2]);
    print("an unmapped address: %d\n", probe_write64(UINT64_C(0xffff900000000000), 5));
    print("a non-canonical address: %d\n", probe_write64(UINT64_C(1) << 47, 5));
    print("across the end of the lower half: %d\n", probe_write64((UINT64_C(1) << 47) - 4, 5));
    print("a variable again: %d\n", probe_write64((uintptr_t)&words[2], 7));
    print("it holds %lx\n", words[2]);
}
