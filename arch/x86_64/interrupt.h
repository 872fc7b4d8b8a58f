/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Interrupts: their vectors, and the one way through the kernel that all of them take.
 */
#ifndef ARCH_INTERRUPT_H
#define ARCH_INTERRUPT_H

#include "arch/x86_64/trap.h"

/** @defgroup interrupt Interrupts
 *  @brief Their vectors, and the one way through the kernel that all of them take.
 *  @{ */

/** First of the 16 vectors of the 8259 controllers. These are masked; what still comes is only counted. */
#define VECTOR_LEGACY 32
/** The tick. */
#define VECTOR_TIMER 48
/** First vector for devices. */
#define VECTOR_DEVICE 49
/** What a local APIC delivers when an interrupt vanished before it was taken. */
#define VECTOR_SPURIOUS 255

/** How many interrupts came, by vector, with a handler or without. */
extern uint64_t interrupt_counts[VECTOR_COUNT];

/**
 * Deals with an interrupt: checks that it came at a place where it may, counts it, calls the vector's handler if there is one,
 * tells the local APIC, and goes on with whatever the kernel chooses.
 *
 * @param frame the registers at the time; origin is the vector, from 32 on
 *
 * Panics with PANIC_INTERRUPT_PLACE if the interrupt was taken in ring 0 outside idle.
 */
_Noreturn void interrupt_arrive(struct frame *frame);

/** @} */

#endif
