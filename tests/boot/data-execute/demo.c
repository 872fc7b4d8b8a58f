/* SPDX-License-Identifier: MIT */
/* Calls a RET instruction that lies in data. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

static uint8_t code[] = {0xc3};

void demo(void)
{
    void (*volatile call)(void) = (void (*)(void))(uintptr_t)code;
    print("before\n");
    call();
    print("data was executed\n");
}
