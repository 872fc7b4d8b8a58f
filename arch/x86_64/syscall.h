/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief SYSCALL and SYSRET: the registers that set the door up.
 *
 * Source: AMD APM volume 2, section 6.1 (STAR, LSTAR, CSTAR, SFMASK); volume 3, SYSCALL and SYSRET; Intel SDM volume 3A, section 5.8.8.
 */
#ifndef ARCH_SYSCALL_H
#define ARCH_SYSCALL_H

/** @defgroup syscall SYSCALL
 *  @brief The registers that set the door up.
 *  @{ */

#define MSR_EFER_SCE (1 << 0)          /**< In EFER: SYSCALL and SYSRET exist. */
#define MSR_STAR 0xc0000081            /**< Selectors: [47:32] for SYSCALL, [63:48] for SYSRET. */
#define MSR_LSTAR 0xc0000082           /**< Where SYSCALL goes from 64-bit mode. */
#define MSR_CSTAR 0xc0000083           /**< Where it goes from compatibility mode (AMD). */
#define MSR_SFMASK 0xc0000084          /**< Flags that SYSCALL clears. */
#define MSR_SYSENTER_CS 0x174          /**< 0 makes SYSENTER raise \#GP. */

/** SYSCALL takes CS from here and SS from the descriptor after it. */
#define STAR_SYSCALL SELECTOR_KERNEL_CODE
/** SYSRET takes SS from the descriptor after this one, CS from the one after that. AMD does not set SS's RPL, so it must be 3 here. */
#define STAR_SYSRET (SELECTOR_USER_DATA - 8)

/** Every flag there is, but for bit 1: CF PF AF ZF SF TF IF DF OF IOPL NT RF VM AC VIF VIP ID. */
#define SFMASK_ALL 0x3f7fd5

/** SYSRET is taken to addresses below this one: the end of the user's half, a page below 2^47. */
#define SYSRET_RIP_LIMIT 0x00007ffffffff000

/** What a frame's origin says when SYSCALL wrote it and nobody has changed it since. Only then is SYSRET the way out. */
#define ORIGIN_SYSCALL 0x100

#ifndef __ASSEMBLER__

#include "kernel/types.h"

/** Where SYSCALL goes, from 64-bit and from compatibility mode. */
extern const char syscall_entry[];
extern const char syscall_compat[]; /**< The same for 32-bit programs: it refuses. */

/** Programs the door of this processor. */
void syscall_program(void);

/** Panics unless tables and registers are what ring 3 and SYSRET need. Called on each processor before ring 3. */
void self_check(void);

#endif

/** @} */

#endif
