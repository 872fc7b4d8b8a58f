/* SPDX-License-Identifier: MIT */
/*
 * The one place that accepts registers from a user: nothing reaches frame_resume that has not been written by an entry or passed here.
 */
#include "arch/x86_64/user.h"

/* Bits 63 to 47 are all the same. */
static bool canonical(uint64_t address)
{
    return address + (UINT64_C(1) << 47) < UINT64_C(1) << 48;
}

bool frame_accept(struct frame *frame)
{
    if (frame->rip >= USER_LIMIT || !canonical(frame->rsp) || !canonical(frame->fs_base) || !canonical(frame->gs_base)) {
        return false;
    }
    frame->cs = SELECTOR_USER_CODE;
    frame->ss = SELECTOR_USER_DATA;
    frame->rflags = (frame->rflags & RFLAGS_USER) | RFLAGS_ALWAYS;
    frame->origin = ORIGIN_CHANGED;
    return true;
}
