/* SPDX-License-Identifier: MIT */
/* A program sets TF and calls. */
#include "arch/x86_64/cpu.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

extern const char door_count[];
extern uint64_t door_calls;

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("#DB in ring 0: %lu; calls: %lu\n", cpu_this()->debug_count, door_calls);
    uint64_t after = thread->frame.rbx;
    print("ended by %s in ring %lu, %s\n", thread->fault.name, thread->frame.cs & 3,
          thread->frame.rip >= after && thread->frame.rip <= after + 2 ? "after the call" : "ELSEWHERE");
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    msr_write(MSR_LSTAR, (uintptr_t)door_count);
    program_run(0);
}
