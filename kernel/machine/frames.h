/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the frame allocator needs from an architecture.
 */
#ifndef KERNEL_MACHINE_FRAMES_H
#define KERNEL_MACHINE_FRAMES_H

#include "kernel/types.h"

/** @defgroup machine_frames Machine: physical memory
 *  @brief Reaching physical memory.
 *  @{ */

/** Memory from this physical address on cannot be reached before boot step 50 (page tables). */
#define DIRECT_MAP_EARLY_END UINT64_C(0x100000000)

/**
 * Gives the kernel's address of a byte of physical memory.
 *
 * @param address a byte of memory that the boot information calls available; before boot step 50 (page tables), below
 *                DIRECT_MAP_EARLY_END
 * @return where the kernel can read it, and write it too unless it belongs to the kernel's image
 */
void *direct_map(struct physical_address address);

/** @} */

#endif
