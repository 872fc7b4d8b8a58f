/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief SMAP: user memory is out of the kernel's reach but between STAC and CLAC. Assembly only.
 *
 * A processor without SMAP raises \#UD for both instructions. So each site is a no-op of three bytes, listed in a table, and boot step 18
 * writes the instruction over it where there is SMAP. Source: Intel SDM volume 3A, section 4.6.1; volume 2, STAC and CLAC.
 */
#ifndef ARCH_SMAP_H
#define ARCH_SMAP_H

/** @addtogroup user_memory
 *  @{ */

#define SMAP_STAC 0xcb01 /**< Second and third byte of STAC (AC becomes 1), little-endian; the first is 0x0f. */
#define SMAP_CLAC 0xca01 /**< Those of CLAC. */

#ifdef __ASSEMBLER__

/* A no-op of three bytes (nopl (%rax)) that becomes STAC or CLAC. */
.macro SMAP_SITE bytes
77777:
    .byte 0x0f, 0x1f, 0x00
    .pushsection .smap_sites, "a"
    .balign 8
    .quad 77777b
    .quad \bytes
    .popsection
.endm

#else

#include "kernel/types.h"

// [site]
/** An entry of the table of SMAP sites. */
struct smap_site {
    uint64_t at;    /**< Address of the no-op. */
    uint64_t bytes; /**< SMAP_STAC or SMAP_CLAC. */
};
// [/site]

#endif

/** @} */

#endif
