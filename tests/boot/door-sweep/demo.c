/* SPDX-License-Identifier: MIT */
/*
 * For each instant the timer is armed once, the program makes its calls and compares its registers. The instants lie one instruction apart under
 * the recorded profile: 16 ns an instruction, a timer of 1 GHz. In the kernel the interrupt has to wait until ring 3 runs again.
 */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "tests/boot/lib/call_echo.h"
#include "tests/boot/lib/flat_program.h"

#define INSTANTS 400
#define COUNTS_AN_INSTRUCTION 16

static unsigned instant;
static uint64_t differed, interrupts_before;

static void next(void)
{
    program_start(0);
    local_apic_write(LOCAL_APIC_LVT_TIMER, VECTOR_TIMER);
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, 1000 + instant * COUNTS_AN_INSTRUCTION);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (program_runs()) {
        return;
    }
    differed += thread->fault.number != 3 || thread->frame.rax != 0;
    flat_end(thread);
    if (++instant < INSTANTS) {
        next();
    }
    print("swept %u instants\n", instant);
    print("interrupts in ring 3: %lu, \n", interrupt_counts[VECTOR_TIMER] - interrupts_before);
    print("registers that differed: %lu\n", differed);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    local_apic_write(LOCAL_APIC_LVT_TIMER, LVT_MASKED);
    interrupts_before = interrupt_counts[VECTOR_TIMER];
    next();
}
