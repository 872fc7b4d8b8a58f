/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Selectors of ring 3, for C and for assembly.
 */
#ifndef ARCH_SELECTORS_H
#define ARCH_SELECTORS_H

/** @addtogroup user_mode
 *  @{ */

/** Selectors of ring 3, their RPL included. SYSRET wants them in this order: data, then code. */
#define SELECTOR_USER_DATA 0x1b
#define SELECTOR_USER_CODE 0x23

/** @} */

#endif
