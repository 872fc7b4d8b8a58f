/* SPDX-License-Identifier: MIT */
/* A handler reads the kernel's flags while the program has AC and DF set. */
#include "arch/x86_64/trap.h"
#include "tests/boot/lib/flat_program.h"

#define AC_AND_DF UINT64_C(0x40400)

static bool invalid_opcode(struct frame *frame)
{
    uint64_t flags;
    __asm__ volatile("pushfq; popq %0" : "=r"(flags));
    print("in the kernel, after a trap: %lx\n", flags & AC_AND_DF);
    frame->rip += 2;
    return true;
}
TRAP_HANDLER(6, invalid_opcode);

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("in ring 3, afterwards: %lx\n", thread->frame.rflags & AC_AND_DF);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    program_run(0);
}
