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
    msr_write(MSR_STAR, msr_read(MSR_STAR) & ~(UINT64_C(3) << 48));
    self_check();
}
