/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief GDT, TSS and IDT: what is left of segmentation in 64-bit mode.
 *
 * Source: Intel SDM volume 3A, chapters 3 (segments), 6 (interrupts) and 7 (task state); AMD APM volume 2, chapters 4, 8 and 12.
 */
#ifndef ARCH_DESCRIPTORS_H
#define ARCH_DESCRIPTORS_H

#include "kernel/types.h"

/** @defgroup descriptors Descriptor tables
 *  @brief What is left of segmentation in 64-bit mode.
 *  @{ */

/** Selector of the TSS, and number of 8-byte slots of the GDT. */
#define SELECTOR_TSS 0x28
#define GDT_SLOTS 7

/** Entries of the TSS's list of stacks, 1 to 7; 0 in a gate means none. */
enum ist {
    IST_NONE = 0,
    IST_NMI = 1,
    IST_DEBUG = 2,
    IST_MACHINE_CHECK = 3,
    IST_DOUBLE_FAULT = 4,
};

/** The 64-bit task-state segment. Its members are not aligned; hence the halves. */
struct tss {
    uint32_t reserved0;
    uint32_t rsp[3][2];     /**< Stacks of rings 0, 1 and 2; low half, high half. */
    uint32_t reserved1[2];
    uint32_t ist[7][2];     /**< Stacks that a gate may name, from 1 on. */
    uint32_t reserved2[2];
    uint16_t reserved3;
    uint16_t iomap_base;    /**< Beyond the segment's limit: ring 3 may use no port. */
};
_Static_assert(sizeof(struct tss) == 104, "the processor's layout");

/** The descriptor tables of one processor. */
struct descriptors {
    uint64_t gdt[GDT_SLOTS]; /**< Null, kernel code and data, then as docs/skeleton.md says. */
    struct tss tss;          /**< The only task. */
};

/**
 * Sets a stack of the TSS that gates name.
 *
 * @param tss the segment
 * @param ist which stack, not IST_NONE
 * @param top first address above it, a multiple of 16
 */
void tss_set_ist(struct tss *tss, enum ist ist, uint64_t top);

/** Points a gate of the IDT, shared by all processors, at a stub. Interrupts stay disabled when it is taken; its DPL is 0. */
void idt_set(unsigned vector, const void *stub, enum ist ist);

struct cpu;
/** Fills the tables of the processor that runs this code and loads them, the IDT and GS. Called once per processor. */
void descriptors_load(struct cpu *cpu);

/** @} */

#endif
