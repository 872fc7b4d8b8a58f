/* SPDX-License-Identifier: MIT */
/* Reads, writes and executes where that may fault. Each returns the page fault's error code, or NO_FAULT. attempt.S belongs to it. */
#ifndef TESTS_BOOT_LIB_ATTEMPT_H
#define TESTS_BOOT_LIB_ATTEMPT_H

#include "arch/x86_64/trap.h"

#define NO_FAULT 0x100

unsigned attempt_read(uint64_t address);
/* Writes the byte that is there already. */
unsigned attempt_write(uint64_t address);
/* Calls the address. What is there must return. */
unsigned attempt_execute(uint64_t address);

extern uint64_t attempt_rsp;
extern const char attempt_resume[];

static bool attempt_faulted(struct frame *frame)
{
    if (attempt_rsp == 0) {
        return false;
    }
    frame->rip = (uintptr_t)attempt_resume;
    frame->rsp = attempt_rsp;
    frame->rax = frame->error;
    return true;
}
TRAP_HANDLER(VECTOR_PAGE_FAULT, attempt_faulted);

#endif
