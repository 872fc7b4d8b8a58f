/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Where things lie: addresses, selectors and sizes that C, assembly and the linker script share.
 *
 * docs/skeleton.md, section 2, holds the whole map.
 */
#ifndef ARCH_LAYOUT_H
#define ARCH_LAYOUT_H

/* The image: linked IMAGE_OFFSET above the physical address IMAGE_LOAD. */
#define IMAGE_OFFSET 0xffffffff80000000
#define IMAGE_LOAD 0x200000

/* Physical memory, seen from the kernel; the slot is its first entry in the top table. */
#define DIRECT_MAP 0xffff800000000000
#define DIRECT_MAP_SLOT 256

#define PAGE_BYTES 0x1000
#define LARGE_PAGE_BYTES 0x200000

#define KERNEL_STACK_BYTES (4 * PAGE_BYTES)

/* Segment selectors, and the two descriptors that 64-bit code needs (AMD APM volume 2, section 4.8). */
#define SELECTOR_KERNEL_CODE 0x08
#define SELECTOR_KERNEL_DATA 0x10
#define GDT_KERNEL_CODE 0x00af9b000000ffff /* present, DPL 0, code, readable, accessed, L */
#define GDT_KERNEL_DATA 0x00cf93000000ffff /* present, DPL 0, data, writable, accessed */

/* The first serial port, the text screen, and QEMU's isa-debug-exit. */
#define UART_COM1 0x3f8
#define UART_LINE_STATUS 5
#define UART_TRANSMIT_EMPTY 0x20
#define TEXT_SCREEN 0xb8000
#define DEBUG_EXIT_PORT 0xf4

#endif
