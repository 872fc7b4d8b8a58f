/* SPDX-License-Identifier: MIT */
/*
 * A program sets the base of GS to an address that looks like the kernel's, and where nothing is. NMIs arrive from QEMU's monitor meanwhile, and the
 * program traps and single-steps.
 */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/trap.h"
#include "tests/boot/lib/flat_program.h"

#define NMIS 20

static uint64_t said, traps, steps;

static bool demo_breakpoint(struct frame *frame)
{
    traps++;
    assert((frame->cs & 3) == 3 && cpu_this() == &cpu_first && cpu_this()->thread == thread);
    if (cpu_this()->nmi_count >= said) {
        if (said == NMIS) {
            print("%lu NMIs, no harm; the program trapped %s and single-stepped %s\n", said, traps > NMIS ? "often" : "SELDOM",
                  steps > NMIS ? "often" : "SELDOM");
            checkpoint_done();
        }
        said++;
        print("waiting for NMI %lu\n", said);
    }
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, demo_breakpoint);

static bool demo_step(struct frame *frame)
{
    assert((frame->cs & 3) == 3 && cpu_this() == &cpu_first);
    steps++;
    return true;
}
TRAP_HANDLER(VECTOR_DEBUG, demo_step);

static void ended(void)
{
    if (thread != NULL && thread->state == THREAD_FAULTED) {
        print("a base CHANGED, or the program was stopped: %s\n", thread->fault.name);
        checkpoint_done();
    }
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(UINT64_C(0xffff900000000000));
}
