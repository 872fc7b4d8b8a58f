/* SPDX-License-Identifier: MIT */
/* Enables interrupts where nobody may, with one waiting. */
#include "arch/x86_64/local_apic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static void demo_resume(void)
{
    print("the interrupt was taken and the kernel went on\n");
    checkpoint_done();
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    local_apic_write(LOCAL_APIC_COMMAND, COMMAND_SELF | 200);
    print("sti, where it must not be\n");
    __asm__ volatile("sti; nop; nop; cli");
    print("nothing happened, and the kernel went on\n");
}
