/* SPDX-License-Identifier: MIT */
/*
 * Boot step 66: the tick. The local APIC's timer runs at a rate that no manual states, so it is measured against the 8254.
 */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/pit.h"
#include "kernel/boot_step.h"
#include "kernel/clock.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/upcall.h"

/* How long a measurement lasts, in counts of the 8254: 2 ms. It must stay far below 65536, where the 8254 wraps around. */
#define WINDOW (PIT_HZ / 500)
/* A clock that stands still ends the measurement: after this many looks at it. */
#define LOOKS_MAX (1 << 20)

uint64_t machine_timer_measure(void)
{
    local_apic_write(LOCAL_APIC_LVT_TIMER, LVT_MASKED);
    local_apic_write(LOCAL_APIC_TIMER_DIVIDE, TIMER_DIVIDE_1);
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, UINT32_MAX);
    pit_start();
    uint16_t pit_first = pit_read();
    uint32_t timer_first = local_apic_read(LOCAL_APIC_TIMER_CURRENT);
    for (unsigned looks = 0; looks < LOOKS_MAX; looks++) {
        uint16_t pit_passed = (uint16_t)(pit_first - pit_read());
        uint32_t timer_passed = timer_first - local_apic_read(LOCAL_APIC_TIMER_CURRENT);
        if (pit_passed >= WINDOW) {
            return (uint64_t)timer_passed * PIT_HZ / pit_passed;
        }
    }
    return 0;
}

static bool timer_interrupt(struct frame *frame)
{
    (void)frame;
    kernel_interrupt_tick();
    return true;
}
TRAP_HANDLER(VECTOR_TIMER, timer_interrupt);

static void timer_init(void)
{
    uint64_t rate = clock_calibrate();
    if (rate < CLOCK_RATE_MIN) {
        panic(PANIC_CLOCK, "the local APIC's timer and the 8254 do not agree; give the machine an 8254 (pit=on), or less other work");
    }
    local_apic_write(LOCAL_APIC_LVT_TIMER, LVT_PERIODIC | VECTOR_TIMER);
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, (uint32_t)(rate / CLOCK_HZ));
}
BOOT_STEP(66, timer_init);
