/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Fixups: instructions of the kernel that may fault, and where to go on when they do.
 */
#ifndef ARCH_FIXUP_H
#define ARCH_FIXUP_H

#ifdef __ASSEMBLER__

/* Declares that the instruction at may raise #PF or #GP, and that the kernel then goes on at to. */
#define FIXUP(at, to)            \
    .pushsection .fixups, "a";   \
    .balign 8;                   \
    .quad at, to;                \
    .popsection

#else

#include "kernel/types.h"

/** @addtogroup trap
 *  @{ */

/** An entry of the table of fixups. */
struct fixup {
    uint64_t at; /**< Address of the instruction that may fault. */
    uint64_t to; /**< Address to go on at. */
};

/** @} */

#endif

#endif
