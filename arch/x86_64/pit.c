/* SPDX-License-Identifier: MIT */
/*
 * Counter 2 of the 8254: the second clock, against which the first one is measured. The loudspeaker hangs on it; it stays silent.
 */
#include "arch/x86_64/pit.h"

#include "arch/x86_64/port.h"

#define PIT_COUNTER_2 0x42
#define PIT_CONTROL 0x43
#define CONTROL_START 0xb0 /* counter 2, low then high byte, mode 0, binary */
#define CONTROL_LATCH 0x80 /* counter 2: hold the count still for the next two reads */

#define SYSTEM_CONTROL 0x61
#define GATE_2 0x01 /* counter 2 counts */
#define SPEAKER 0x02

void pit_start(void)
{
    port_write8(SYSTEM_CONTROL, (uint8_t)((port_read8(SYSTEM_CONTROL) & ~SPEAKER) | GATE_2));
    port_write8(PIT_CONTROL, CONTROL_START);
    port_write8(PIT_COUNTER_2, 0xff);
    port_write8(PIT_COUNTER_2, 0xff);
}

uint16_t pit_read(void)
{
    port_write8(PIT_CONTROL, CONTROL_LATCH);
    uint8_t low = port_read8(PIT_COUNTER_2);
    return (uint16_t)(low | port_read8(PIT_COUNTER_2) << 8);
}
