/* SPDX-License-Identifier: MIT */
/* Opens the local APIC's pin to the 8259s, lets the 8254 ask them for an interrupt every millisecond, and waits. */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/pit.h"
#include "arch/x86_64/port.h"
#include "kernel/clock.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define PIT_COUNTER_0 0x40
#define PIT_CONTROL 0x43
#define CONTROL_PERIODIC 0x34 /* counter 0, both bytes, mode 2 */

static void demo_resume(void)
{
    if (clock_ticks() >= 5) {
        uint64_t sum = 0;
        for (unsigned line = 0; line < 16; line++) {
            sum += interrupt_counts[VECTOR_LEGACY + line];
        }
        print("%lu ticks, %lu interrupts from the 8259s\n", clock_ticks(), sum);
        checkpoint_done();
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    port_write8(PIT_CONTROL, CONTROL_PERIODIC);
    port_write8(PIT_COUNTER_0, PIT_HZ / 1000 & 0xff);
    port_write8(PIT_COUNTER_0, PIT_HZ / 1000 >> 8);
    local_apic_write(LOCAL_APIC_LVT_PIN0, LVT_EXTERNAL);
    kernel_resume();
}
