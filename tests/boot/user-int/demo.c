/* SPDX-License-Identifier: MIT */
/*
 * A program raises each of the 256 vectors by INT, one life for each. The gate of the breakpoint is open; every other one must answer with a
 * protection fault whose error code names the gate: its number times 8, plus 2 for "in the IDT" (Intel SDM volume 3A, section 6.13). QEMU 7.2
 * multiplies by 16 instead, the size of a gate; that is taken as well, if it is so for all.
 */
#include "tests/boot/lib/flat_program.h"

#define VECTORS 256
#define BREAKPOINT 3
#define PROTECTION 13

static uint64_t vector, breakpoints, refused, wrong, factor;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    const struct fault *fault = &thread->fault;
    if (vector == 1) {
        factor = fault->error == 16 + 2 ? 16 : 8;
    }
    if (vector == BREAKPOINT && fault->number == BREAKPOINT && fault->error == 0) {
        breakpoints++;
    } else if (vector != BREAKPOINT && fault->number == PROTECTION && fault->error == vector * factor + 2 &&
               fault->instruction == thread->frame.rax) {
        refused++;
    } else if (wrong++ < 10) {
        print("WRONG: INT %lu: %s, error code %lx\n", vector, fault->name, fault->error);
    }
    if (++vector < VECTORS) {
        program_live(vector);
    }
    print("%lu breakpoint, %lu refused, %lu surprises\n", breakpoints, refused, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_place();
    program_live(vector);
}
