/* SPDX-License-Identifier: MIT */
/* One thread's life for each instruction that belongs to ring 0. */
#include "tests/boot/lib/flat_program.h"

static const struct {
    const char *name;
    uint64_t vector, other;
} tries[] = {
#define TRY(name, vector, other, ...) {name, vector, other},
#include "instructions.h"
#undef TRY
};

static unsigned at, wrong;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    if ((thread->fault.number != tries[at].vector && thread->fault.number != tries[at].other) || thread->frame.cs != 0x23) {
        wrong++;
        print("WRONG: %s: %s\n", tries[at].name, thread->fault.name);
    }
    if (++at < ARRAY_SIZE(tries)) {
        program_live(at);
    }
    print("%u instructions, %u surprises\n", at, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
