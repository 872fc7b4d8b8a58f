/* SPDX-License-Identifier: MIT */
/* Routes ISA line 0, where the 8254's counter 0 asks for an interrupt every millisecond, for some ticks; then masks it. */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/io_apic.h"
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

static uint64_t device_count;
static uint64_t seen, first;

static bool device_interrupt(struct frame *frame)
{
    (void)frame;
    device_count++;
    return true;
}
TRAP_HANDLER(VECTOR_DEVICE, device_interrupt);

static void demo_tick(uint64_t tick)
{
    static uint64_t before;
    uint64_t came = device_count - before;
    before = device_count;
    if (tick == 2) {
        if (came >= 9 && came <= 11) {
            print("routed: between 9 and 11 interrupts in a tick\n");
        } else {
            print("routed: %lu interrupts in a tick\n", came);
        }
        io_apic_mask(acpi_info.isa[0].interrupt);
    } else if (tick == 4) {
        print("masked: %lu interrupts in a tick\n", came);
        struct acpi_line nowhere = {.interrupt = UINT32_MAX};
        print("there is no input %u: %s\n", nowhere.interrupt, io_apic_route(&nowhere, VECTOR_DEVICE) ? "routed" : "refused");
        checkpoint_done();
    }
}

static void demo_resume(void)
{
    if (clock_ticks() != seen) {
        seen = clock_ticks();
        demo_tick(seen - first);
    }
}
RESUME_CHOICE(00, demo_resume);

void demo(void)
{
    port_write8(PIT_CONTROL, CONTROL_PERIODIC);
    port_write8(PIT_COUNTER_0, PIT_HZ / 1000 & 0xff);
    port_write8(PIT_COUNTER_0, PIT_HZ / 1000 >> 8);
    first = seen = clock_ticks();
    if (!io_apic_route(&acpi_info.isa[0], VECTOR_DEVICE)) {
        print("no I/O APIC has input %u\n", acpi_info.isa[0].interrupt);
    }
    kernel_resume();
}
