/* SPDX-License-Identifier: MIT */
/* Sets the direction flag and raises an exception: C code relies on the flag being clear, and the processor does not clear it. */
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

#define RFLAGS_DF (1 << 10)

static uint64_t inside, saved;

static bool demo_breakpoint(struct frame *frame)
{
    __asm__ volatile("pushfq; popq %0" : "=r"(inside));
    saved = frame->rflags;
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, demo_breakpoint);

void demo(void)
{
    uint64_t after;
    __asm__ volatile("std; int3; pushfq; popq %0; cld" : "=r"(after) : : "memory");
    print("direction flag: %lu before, %lu in the handler, %lu after\n", saved / RFLAGS_DF % 2, inside / RFLAGS_DF % 2,
          after / RFLAGS_DF % 2);
}
