/* SPDX-License-Identifier: MIT */
/* Uses the stub that the definition made. */
#include "user/libc/calls.h"

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    exit(processor() + 7);
}
