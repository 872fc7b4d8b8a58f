/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The IN and OUT instructions.
 *
 * Source: Intel SDM volume 2, IN and OUT. Ring 0 only.
 */
#ifndef ARCH_PORT_H
#define ARCH_PORT_H

#include "kernel/types.h"

/** @defgroup port Ports
 *  @brief The IN and OUT instructions.
 *  @{ */

/** Writes one byte to a port. */
static inline void port_write8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

/** Reads one byte from a port. */
static inline uint8_t port_read8(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

/** Writes four bytes to a port. */
static inline void port_write32(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port));
}

/** @} */

#endif
