/* SPDX-License-Identifier: MIT */
/*
 * Where a thread may begin. The one place that accepts registers decides, on a frame that nobody uses.
 */
#include "arch/x86_64/user.h"
#include "kernel/machine.h"

bool machine_thread_start_valid(struct user_address entry, struct user_address stack)
{
    struct frame frame = {.rip = entry.value, .rsp = stack.value};
    return frame_accept(&frame);
}
