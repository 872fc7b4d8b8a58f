/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Ring 3 as the processor sees it: segments, flags, and the one place that accepts registers.
 *
 * Source: AMD APM volume 2, sections 4.8 (segments) and 3.1.6 (RFLAGS); Intel SDM volume 3A, section 5.8.
 */
#ifndef ARCH_USER_H
#define ARCH_USER_H

#include "arch/x86_64/frame.h"
#include "arch/x86_64/page_table.h"
#include "arch/x86_64/selectors.h"

/** @defgroup user_mode Ring 3
 *  @brief Segments, flags, and the one place that accepts registers.
 *  @{ */

#define GDT_USER_DATA UINT64_C(0x00cff3000000ffff) /**< Present, DPL 3, data, writable, accessed. */
#define GDT_USER_CODE UINT64_C(0x00affb000000ffff) /**< Present, DPL 3, code, readable, accessed, L. */

/** What a frame's origin says when it is not a vector: somebody wrote to the frame. */
#define ORIGIN_CHANGED 0x101

/** Flags that ring 3 owns: CF PF AF ZF SF TF DF OF AC ID. */
#define RFLAGS_USER UINT64_C(0x0000000000240dd5)
/** Flags that are always set while a thread runs: bit 1, and IF. */
#define RFLAGS_ALWAYS UINT64_C(0x0000000000000202)

/** Base registers of the two segments that have one; KERNEL_GS_BASE is what SWAPGS exchanges GS's with. */
#define MSR_FS_BASE 0xc0000100
#define MSR_KERNEL_GS_BASE 0xc0000102

/** First address above the entry stack, where the processor puts its words when it leaves ring 3 (TSS.RSP0). */
extern char entry_stack_top[];

/** Lets ring 3 raise a vector with INT. */
void idt_open(unsigned vector);

/**
 * Makes a frame that a user supplied, in whole or in part, fit for frame_resume(). The only such place.
 *
 * Selectors become ring 3's. Of the flags, ring 3 gets those that it owns; IF is set and the others are cleared.
 *
 * @param frame any values
 * @return false, and the frame unchanged, if RIP is not below USER_LIMIT or RSP or a base is not canonical
 */
bool frame_accept(struct frame *frame);

/** Loads a frame's general registers and leaves for ring 3 by IRETQ. */
_Noreturn void frame_resume(const struct frame *frame);

/** Where every trap from ring 3 arrives, on the empty kernel stack. */
_Noreturn void trap_user(void);

/** Where a fault of IRETQ or SYSRETQ arrives. @param vector what was raised @param error its error code */
_Noreturn void trap_exit(uint64_t vector, uint64_t error);

/** @} */

#endif
