/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief How a program ended, in words.
 */
#ifndef USER_INIT_REPORT_H
#define USER_INIT_REPORT_H

#include "kernel/abi/process_outcome.h"

/** Prints how a program ended, as a line. */
void end_print(const char *name, const struct process_outcome *end);

#endif
