/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to load programs.
 */
#ifndef KERNEL_MACHINE_ELF_H
#define KERNEL_MACHINE_ELF_H

#include "kernel/lib/elf.h"

struct thread;

/** @addtogroup machine
 *  @{ */

/** What programs are for, and the room that they have. */
extern const struct elf_target machine_elf_target;

/** The number of the call that a thread made when it last entered the kernel. Meaningless if it entered in another way. */
uint64_t machine_call_number(const struct thread *thread);

/** @} */

#endif
