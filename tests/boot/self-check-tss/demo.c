/* SPDX-License-Identifier: MIT */
/* Breaks one rule and has everything checked again. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "kernel/start.h"
#include "kernel/types.h"
#include "tests/boot/lib/call_echo.h"

void demo(void)
{
    cpu_this()->descriptors.tss.iomap_base = 0;
    self_check();
}
