/* SPDX-License-Identifier: MIT */
/* A program calls and compares its registers, while a driver sends NMIs. */
#include "arch/x86_64/cpu.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    print("NMIs counted: %lu\n", cpu_this()->nmi_count);
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

/* Asked at every tick. */
static void enough(void)
{
    if (cpu_this()->nmi_count >= 100) {
        print("at least 100 NMIs counted, and the program still calls\n");
        checkpoint_done();
    }
}
RESUME_CHOICE(35, enough);

void demo(void)
{
    program_start(0);
    print("calling\n");
    machine_thread_resume(thread);
}
