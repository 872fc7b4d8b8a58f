/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What the kernel needs from a machine to run programs in ring 3.
 */
#ifndef KERNEL_MACHINE_RING3_H
#define KERNEL_MACHINE_RING3_H

#include <frame.h>

#include "kernel/types.h"

struct thread;

/** @addtogroup machine
 *  @{ */

/*
 * The architecture's frame.h, found on the include path, defines struct frame: the registers of a thread. The kernel embeds it
 * and never looks inside.
 */

/**
 * Writes the registers with which a thread begins: all zero, but for these.
 *
 * @param thread   a thread that is not loaded
 * @param entry    address of its first instruction
 * @param stack    its stack pointer
 * @param argument first argument, as the machine's C calling convention passes it
 * @return false, and nothing changed, if the machine could not go on at that address
 */
bool machine_thread_prepare(struct thread *thread, struct user_address entry, struct user_address stack, uint64_t argument);

/** Lets a thread go on in ring 3, in its address space. It was prepared, or has entered the kernel. */
_Noreturn void machine_thread_resume(struct thread *thread);

/** The thread that is loaded on this processor, or null. */
struct thread *machine_thread_current(void);

/** Unloads a thread that will not run again. */
void machine_thread_forget(struct thread *thread);

/** @} */

#endif
