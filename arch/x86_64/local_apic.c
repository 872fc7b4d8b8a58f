/* SPDX-License-Identifier: MIT */
/*
 * Boot step 63: the local APIC, on, with every source of its own masked but NMI.
 *
 * Invariant: an unmasked source has a handler. Who unmasks one brings the handler.
 */
#include "arch/x86_64/local_apic.h"

#include "arch/x86_64/acpi.h"
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/msr.h"
#include "arch/x86_64/paging.h"
#include "arch/x86_64/sections.h"
#include "kernel/boot_step.h"
#include "kernel/panic.h"

#define MSR_APIC_BASE 0x1b
#define APIC_BASE_X2APIC (UINT64_C(1) << 10)
#define APIC_BASE_ENABLE (UINT64_C(1) << 11)
#define APIC_BASE_ADDRESS UINT64_C(0x000ffffffffff000)

static volatile uint32_t *registers RO_AFTER_INIT;

uint32_t local_apic_read(enum local_apic_register where)
{
    return registers[where / 4];
}

void local_apic_write(enum local_apic_register where, uint32_t value)
{
    registers[where / 4] = value;
}

bool local_apic_in_service(unsigned vector)
{
    return (local_apic_read(LOCAL_APIC_IN_SERVICE + vector / 32 * 0x10) >> vector % 32 & 1) != 0;
}

/* The local vector table in the order in which processors grew it: the version register says how many entries there are. */
static const enum local_apic_register table[] = {
    LOCAL_APIC_LVT_TIMER,    LOCAL_APIC_LVT_PIN0,    LOCAL_APIC_LVT_PIN1, LOCAL_APIC_LVT_ERROR,
    LOCAL_APIC_LVT_COUNTERS, LOCAL_APIC_LVT_THERMAL, LOCAL_APIC_LVT_CMCI,
};

static void local_apic_init(void)
{
    uint64_t base = msr_read(MSR_APIC_BASE);
    if ((base & APIC_BASE_X2APIC) != 0) {
        panic(PANIC_INTERRUPT_CONTROLLERS, "the local APIC is in x2APIC mode; switch x2APIC off in the firmware's settings");
    }
    if ((base & APIC_BASE_ADDRESS) != acpi_info.local_apic) {
        panic(PANIC_INTERRUPT_CONTROLLERS, "the local APIC is at 0x%lx by the processor, at 0x%lx by the MADT; update the firmware",
              base & APIC_BASE_ADDRESS, acpi_info.local_apic);
    }
    msr_write(MSR_APIC_BASE, base | APIC_BASE_ENABLE);
    registers = device_map((struct physical_address){acpi_info.local_apic}, PAGE_SIZE);

    local_apic_write(LOCAL_APIC_SPURIOUS, LOCAL_APIC_ON | VECTOR_SPURIOUS);
    unsigned last = local_apic_read(LOCAL_APIC_VERSION) >> 16 & 0xff;
    for (unsigned i = 0; i < ARRAY_SIZE(table) && i <= last; i++) {
        local_apic_write(table[i], LVT_MASKED);
    }
    if (acpi_info.nmi_pin != ACPI_NO_PIN) {
        local_apic_write(acpi_info.nmi_pin == 0 ? LOCAL_APIC_LVT_PIN0 : LOCAL_APIC_LVT_PIN1, LVT_NMI);
    }
    local_apic_write(LOCAL_APIC_TASK_PRIORITY, 0);
}
BOOT_STEP(63, local_apic_init);
