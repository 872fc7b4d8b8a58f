/* SPDX-License-Identifier: MIT */
/* A program traps with each flag set that it can set. The kernel must run without it, and the program must find it again. */
#include "arch/x86_64/trap.h"
#include "tests/boot/lib/flat_program.h"

#define RFLAGS_TF (1 << 8)
#define RFLAGS_IF (1 << 9)
#define RFLAGS_DF (1 << 10)
#define RFLAGS_NT (1 << 14)

static const struct {
    const char *name;
    uint64_t flag;
} flags[] = {
    {"CF", 1}, {"PF", 4}, {"AF", 16}, {"ZF", 64}, {"SF", 128}, {"DF", 1 << 10}, {"OF", 1 << 11}, {"NT", 1 << 14}, {"AC", 1 << 18},
    {"ID", 1 << 21}, {"all", 0x244cd5},
};

static unsigned current;
static uint64_t inside;

static bool demo_breakpoint(struct frame *frame)
{
    __asm__ volatile("pushfq; popq %0" : "=r"(inside));
    return (frame->cs & 3) == 3;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, demo_breakpoint);

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    bool kept = (thread->frame.rax & flags[current].flag) == flags[current].flag;
    print("%s: ended by %s, kernel had TF DF NT IF %lx, the program found its flags: %s\n", flags[current].name, thread->fault.name,
          inside & (RFLAGS_TF | RFLAGS_DF | RFLAGS_NT | RFLAGS_IF), kept ? "yes" : "NO");
    if (++current < ARRAY_SIZE(flags)) {
        program_live(flags[current].flag);
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    program_live(flags[current].flag);
}
