/* SPDX-License-Identifier: MIT */
/* A program compares its registers for ever, and the timer interrupts it. The first interrupt in ring 3 is the one that shows whether RSP0 is right. */
#include "kernel/clock.h"
#include "kernel/upcall.h"
#include "tests/boot/lib/flat_program.h"

#define TICKS 100

static uint64_t ticks, from_user;

static void look(void)
{
    if (thread == NULL) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        print("a register CHANGED, or the program was stopped: %s\n", thread->fault.name);
        checkpoint_done();
    }
    if (clock_ticks() == ticks) {
        return;
    }
    ticks = clock_ticks();
    if (thread->frame.origin == 48 && thread->frame.cs == 0x23) {
        from_user++;
    }
    if (from_user == 1) {
        print("the first interrupt in ring 3: vector %lu, cs %lx, ss %lx\n", thread->frame.origin, thread->frame.cs, thread->frame.ss);
    }
    if (from_user == TICKS) {
        print("%lu interrupts in ring 3, direction flag %lu, no register changed\n", from_user, thread->frame.rflags >> 10 & 1);
        checkpoint_done();
    }
}
RESUME_CHOICE(35, look);

void demo(void)
{
    program_place();
    program_live(0);
}
