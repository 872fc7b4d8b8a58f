/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The register frame: one layout for system calls, interrupts and exceptions.
 */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

#include "kernel/types.h"

/** @defgroup frame Register frame
 *  @brief The state of a thread in ring 3, or of the kernel where a trap interrupted it.
 *  @{ */

/** All that IRETQ and the general registers need, from the lowest address up. Assembly knows it through offsets.c. */
struct frame {
    uint64_t gs_base; /**< Base of GS; valid while the thread is off its processor. */
    uint64_t fs_base; /**< Base of FS; likewise. */
    uint64_t r15;     /**< General registers, as their names say. */
    uint64_t r14;     /**< @copydoc r15 */
    uint64_t r13;     /**< @copydoc r15 */
    uint64_t r12;     /**< @copydoc r15 */
    uint64_t rbp;     /**< @copydoc r15 */
    uint64_t rbx;     /**< @copydoc r15 */
    uint64_t r11;     /**< @copydoc r15 */
    uint64_t r10;     /**< @copydoc r15 */
    uint64_t r9;      /**< @copydoc r15 */
    uint64_t r8;      /**< @copydoc r15 */
    uint64_t rax;     /**< @copydoc r15 */
    uint64_t rcx;     /**< @copydoc r15 */
    uint64_t rdx;     /**< @copydoc r15 */
    uint64_t rsi;     /**< @copydoc r15 */
    uint64_t rdi;     /**< @copydoc r15 */
    uint64_t origin;  /**< How the frame came about: a vector (0 to 255), or a number that is none. */
    uint64_t error;   /**< Error code that the processor pushed, or 0. */
    uint64_t rip;     /**< From here on as the processor pushes it: where to go on. */
    uint64_t cs;      /**< Code segment; its two lowest bits are the ring. */
    uint64_t rflags;  /**< Flags. */
    uint64_t rsp;     /**< Stack pointer. */
    uint64_t ss;      /**< Stack segment. */
};

_Static_assert(sizeof(struct frame) == 24 * 8, "the stubs push 24 words");
_Static_assert(sizeof(struct frame) % 16 == 0, "a frame on an aligned stack leaves it aligned for a call");

/** @} */

#endif
