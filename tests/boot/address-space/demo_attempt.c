/* SPDX-License-Identifier: MIT */
/* Reads, writes and executes where that may fault, and tells the page fault's error code. */
#include "demo_attempt.h"

#include "arch/x86_64/trap.h"

/* demo_attempt_asm.S */
extern uint64_t attempt_rsp;
extern const char attempt_resume[];

static bool on_page_fault(struct frame *frame)
{
    if (attempt_rsp == 0) {
        return false;
    }
    frame->rip = (uintptr_t)attempt_resume;
    frame->rsp = attempt_rsp;
    frame->rax = frame->error;
    return true;
}
TRAP_HANDLER(VECTOR_PAGE_FAULT, on_page_fault);
