/* SPDX-License-Identifier: MIT */
/* Is refused in each way. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t wrong = 0;
    wrong += cap_inspect(5, 0, 0) != -EHANDLE;
    wrong += cap_create(HANDLE_FIRST + 1, 0, 0) != -ERIGHTS;
    wrong += cap_transfer(HANDLE_FIRST + 2, 0) != -ETYPE;
    wrong += cap_transfer(HANDLE_FIRST, 0) != -EHANDLE;
    exit(wrong);
}
