/* SPDX-License-Identifier: MIT */
/* Reads, writes and executes where that may fault. Each returns the page fault's error code, or NO_FAULT. */
#ifndef DEMO_ATTEMPT_H
#define DEMO_ATTEMPT_H

#include "kernel/types.h"

#define NO_FAULT 0x100
#define FAULT_PRESENT 1
#define FAULT_WRITE 2
#define FAULT_FETCH 16

unsigned attempt_read(uint64_t address);
/* Writes the byte that is there already. */
unsigned attempt_write(uint64_t address);
/* Calls the address. What is there must return. */
unsigned attempt_execute(uint64_t address);

#endif
