/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine whose programs have more registers than the frame holds.
 */
#ifndef KERNEL_MACHINE_FPU_H
#define KERNEL_MACHINE_FPU_H

#include <extended_state.h>

#include "kernel/types.h"

/** @addtogroup machine
 *  @{ */

/*
 * The architecture's extended_state.h, found like frame.h, defines struct extended_state: what a thread has in registers besides
 * its frame. The kernel embeds it and never looks inside.
 */

/**
 * Judges a state that a user supplied, in whole or in part.
 *
 * @param state any bytes
 * @return true if a thread can be given this state: loading it does not fault
 */
bool machine_extended_state_accept(const struct extended_state *state);

/** @} */

#endif
