/* SPDX-License-Identifier: MIT */
/* In the sprint that has no table of calls yet, every call is answered with its number. Later this is never called. */
#ifndef TESTS_BOOT_LIB_CALL_ECHO_H
#define TESTS_BOOT_LIB_CALL_ECHO_H

#include "arch/x86_64/frame.h"

int64_t kernel_call(struct frame *frame);
int64_t kernel_call(struct frame *frame)
{
    return (int64_t)frame->rax;
}

#endif
