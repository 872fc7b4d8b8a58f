/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Parts of the image that C code puts things into.
 */
#ifndef ARCH_SECTIONS_H
#define ARCH_SECTIONS_H

/** @addtogroup descriptors
 *  @{ */

/** A variable that is written while the kernel boots and read-only from then on. */
#define RO_AFTER_INIT __attribute__((section(".ro_after_init")))

/** @} */

#endif
