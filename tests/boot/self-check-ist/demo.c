/* SPDX-License-Identifier: MIT */
/* Breaks one rule before the check, while the IDT can still be written. */
#include "arch/x86_64/descriptors.h"
#include "arch/x86_64/trap.h"
#include "kernel/boot_step.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "tests/boot/lib/call_echo.h"

static void take_the_stack_away(void)
{
    idt_set(VECTOR_NMI, trap_nmi, IST_NONE);
}
BOOT_STEP(84, take_the_stack_away);

void demo(void)
{
    print("the kernel went on\n");
}
