/* SPDX-License-Identifier: MIT */
/* Raises interrupts, some of which have a handler, and prints which was the last that had none. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

static bool demo_handler(struct frame *frame)
{
    return frame->origin == 64;
}
TRAP_HANDLER(64, demo_handler);

static bool demo_breakpoint(struct frame *frame)
{
    (void)frame;
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, demo_breakpoint);

void demo(void)
{
    print("at first %lu\n", cpu_this()->last_stray);
    __asm__ volatile("int $0x80; int $200; int3; int $64");
    print("then %lu of %lu\n", cpu_this()->last_stray, cpu_this()->stray_count);
    __asm__ volatile("int $33; int $2; int $1");
    print("at last %lu of %lu\n", cpu_this()->last_stray, cpu_this()->stray_count);
}
