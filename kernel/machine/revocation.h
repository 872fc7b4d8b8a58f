/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine for calls that take long.
 */
#ifndef KERNEL_MACHINE_REVOCATION_H
#define KERNEL_MACHINE_REVOCATION_H

#include "kernel/types.h"

struct thread;

/** @addtogroup machine
 *  @{ */

/** Tells whether an interrupt waits for this processor. Interrupts are off; whoever does long work looks every now and then. */
bool machine_interrupt_pending(void);

/** Sets a thread's registers back to before the call that it is in, so that it makes the call anew when it goes on. */
void machine_call_undo(struct thread *thread);

/** Writes the result of the call that a thread is in to its registers, for a thread that does not go on right away. */
void machine_call_result(struct thread *thread, int64_t result);

/** @} */

#endif
