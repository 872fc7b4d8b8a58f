/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The local APIC: the part of each processor that takes interrupts and holds a timer.
 *
 * Source: Intel SDM volume 3A, chapter "Advanced Programmable Interrupt Controller", sections "Local APIC" to "Spurious
 * Interrupt" (11.4 to 11.9; 10 or 12 instead of 11 in other editions); AMD APM volume 2, chapter 16.
 */
#ifndef ARCH_LOCAL_APIC_H
#define ARCH_LOCAL_APIC_H

#include "kernel/types.h"

/** @defgroup local_apic Local APIC
 *  @brief The part of each processor that takes interrupts and holds a timer.
 *  @{ */

/** A register of the local APIC: its offset from the base, in bytes. */
enum local_apic_register {
    LOCAL_APIC_ID = 0x020,             /**< Identifier, in bits 31:24. */
    LOCAL_APIC_VERSION = 0x030,        /**< Bits 23:16: number of local vector table entries, less one. */
    LOCAL_APIC_TASK_PRIORITY = 0x080,  /**< Vectors up to this class are held back. */
    LOCAL_APIC_EOI = 0x0b0,            /**< Any write ends the interrupt in service with the highest vector. */
    LOCAL_APIC_SPURIOUS = 0x0f0,       /**< Spurious vector in bits 7:0; bit 8 switches the APIC on. */
    LOCAL_APIC_IN_SERVICE = 0x100,     /**< Eight registers, 0x10 apart: a bit per vector. */
#if SPRINT >= S_REVOCATION
    LOCAL_APIC_REQUESTED = 0x200,      /**< Likewise: what the processor has not taken yet. */
#endif
    LOCAL_APIC_LVT_CMCI = 0x2f0,       /**< Local vector table: corrected machine checks. */
    LOCAL_APIC_COMMAND = 0x300,        /**< Sends an interrupt when written. */
    LOCAL_APIC_LVT_TIMER = 0x320,      /**< Local vector table: timer. */
    LOCAL_APIC_LVT_THERMAL = 0x330,    /**< Local vector table: thermal sensor. */
    LOCAL_APIC_LVT_COUNTERS = 0x340,   /**< Local vector table: performance counters. */
    LOCAL_APIC_LVT_PIN0 = 0x350,       /**< Local vector table: pin LINT0. */
    LOCAL_APIC_LVT_PIN1 = 0x360,       /**< Local vector table: pin LINT1. */
    LOCAL_APIC_LVT_ERROR = 0x370,      /**< Local vector table: the APIC's own errors. */
    LOCAL_APIC_TIMER_INITIAL = 0x380,  /**< Writing it starts the timer from this count. */
    LOCAL_APIC_TIMER_CURRENT = 0x390,  /**< The count now. */
    LOCAL_APIC_TIMER_DIVIDE = 0x3e0,   /**< How many cycles make one count. */
};

/** In LOCAL_APIC_SPURIOUS: the APIC is on. */
#define LOCAL_APIC_ON (1U << 8)
/** In a local vector table entry: deliver nothing. */
#define LVT_MASKED (1U << 16)
/** In a local vector table entry: deliver as NMI, whatever the vector. */
#define LVT_NMI (4U << 8)
/** In a local vector table entry: ask the 8259 controllers for the vector. */
#define LVT_EXTERNAL (7U << 8)
/** In LOCAL_APIC_LVT_TIMER: start again at 0. */
#define LVT_PERIODIC (1U << 17)
/** In LOCAL_APIC_COMMAND: send to this processor. The vector is in bits 7:0. */
#define COMMAND_SELF (1U << 18)
/** In LOCAL_APIC_TIMER_DIVIDE: count every cycle. */
#define TIMER_DIVIDE_1 0xbU

/** Reads a register. From boot step 63 on. */
uint32_t local_apic_read(enum local_apic_register where);

/** Writes a register. From boot step 63 on. */
void local_apic_write(enum local_apic_register where, uint32_t value);

/** Whether an interrupt with this vector has been accepted and not yet ended. */
bool local_apic_in_service(unsigned vector);

/** @} */

#endif
