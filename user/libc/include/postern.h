/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What is Postern's own: the system calls, and what a program is told when it starts.
 *
 * The calls have the names of their definitions, but for one: exit is the C library's, so the call that ends the calling thread is
 * thread_exit here.
 */
#ifndef USER_LIBC_POSTERN_H
#define USER_LIBC_POSTERN_H

#define exit thread_exit
#include "user/libc/calls.h"
#undef exit

#include "kernel/abi/auxiliary.h"
#include "kernel/abi/capability.h"
#if SPRINT >= S_PROCESSES
#include "kernel/abi/process_outcome.h"
#endif
#include "kernel/abi/told.h"

/**
 * Looks up what this program was told.
 *
 * @param type one of enum auxiliary_type or enum told_type
 * @return the value; 0 if it was told nothing of that type
 */
uint64_t told(uint64_t type);

/** The name of an error that a call has returned, as it stands in the definitions; "success" if it is not negative. */
const char *error_name(int64_t result);

/** NAME=value each, and null at the end. */
extern char **environ;

#endif
