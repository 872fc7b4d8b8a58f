/* SPDX-License-Identifier: MIT */
/*
 * The console: a 16550 serial port, written to by polling. It needs no memory and no interrupt, so that it works before anything
 * else does and after everything else has failed.
 *
 * Source: National Semiconductor PC16550D data sheet, section 8.
 */
#include "arch/x86_64/layout.h"
#include "arch/x86_64/port.h"
#include "kernel/boot_step.h"
#include "kernel/machine.h"

/* Registers, as offsets from the port; the first two are the divisor's while LINE_CONTROL_DLAB is set. */
#define UART_DATA 0
#define UART_INTERRUPT_ENABLE 1
#define UART_FIFO_CONTROL 2
#define UART_LINE_CONTROL 3
#define UART_MODEM_CONTROL 4

#define LINE_CONTROL_8N1 0x03
#define LINE_CONTROL_DLAB 0x80
#define FIFO_ENABLE_AND_CLEAR 0x07
#define MODEM_DTR_RTS 0x03
#define DIVISOR_115200 1

static void uart_init(void)
{
    port_write8(UART_COM1 + UART_INTERRUPT_ENABLE, 0);
    port_write8(UART_COM1 + UART_LINE_CONTROL, LINE_CONTROL_DLAB);
    port_write8(UART_COM1 + UART_DATA, DIVISOR_115200);
    port_write8(UART_COM1 + UART_INTERRUPT_ENABLE, 0);
    port_write8(UART_COM1 + UART_LINE_CONTROL, LINE_CONTROL_8N1);
    port_write8(UART_COM1 + UART_FIFO_CONTROL, FIFO_ENABLE_AND_CLEAR);
    port_write8(UART_COM1 + UART_MODEM_CONTROL, MODEM_DTR_RTS);
}
BOOT_STEP(10, uart_init);

static void uart_put(char c)
{
    while ((port_read8(UART_COM1 + UART_LINE_STATUS) & UART_TRANSMIT_EMPTY) == 0) {
    }
    port_write8(UART_COM1 + UART_DATA, (uint8_t)c);
}

void machine_console_put(char c)
{
    if (c == '\n') {
        uart_put('\r');
    }
    uart_put(c);
}
