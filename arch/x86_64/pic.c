/* SPDX-License-Identifier: MIT */
/*
 * Boot step 62: the two 8259 interrupt controllers of the old PC, silenced.
 *
 * They wake up with their interrupts at vectors 8 to 15, which belong to exceptions: a keystroke would look like a fault.
 * They are first moved to vectors of their own, because a masked 8259 can still deliver a spurious interrupt, then masked.
 *
 * Source: Intel 8259A data sheet, "Initialization command words"; ACPI 6.5, section 5.2.12 (the flag PCAT_COMPAT).
 */
#include "arch/x86_64/acpi.h"
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/port.h"
#include "kernel/boot_step.h"

#define PIC_FIRST 0x20 /* ports: command; data is the next one */
#define PIC_SECOND 0xa0

#define ICW1_INIT 0x11 /* begin; edge-triggered, two controllers, a fourth word follows */
#define ICW4_8086 0x01
#define CASCADE_LINE 2 /* the second controller hangs on this line of the first */
#define MASK_ALL 0xff

/* A controller takes four words in a row, then each write to the data port is its mask. */
static void pic_silence(uint16_t port, uint8_t vector, uint8_t cascade)
{
    port_write8(port, ICW1_INIT);
    port_write8(port + 1, vector);
    port_write8(port + 1, cascade);
    port_write8(port + 1, ICW4_8086);
    port_write8(port + 1, MASK_ALL);
}

static void pic_init(void)
{
    if (acpi_info.legacy_pics) {
        pic_silence(PIC_FIRST, VECTOR_LEGACY, 1 << CASCADE_LINE);
        pic_silence(PIC_SECOND, VECTOR_LEGACY + 8, CASCADE_LINE);
    }
}
BOOT_STEP(62, pic_init);
