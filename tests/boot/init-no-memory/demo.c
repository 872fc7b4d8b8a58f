/* SPDX-License-Identifier: MIT */
/*
 * Leaves init some frames, but not enough.
 */
#include "kernel/frame_alloc.h"
#include "kernel/init.h"
#include "kernel/panic.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

#define LEFT 30

void demo(void)
{
    struct physical_address frame;
    while (frame_counters().free > LEFT) {
        assert(frame_alloc(FRAME_KERNEL, &frame));
    }
    init_start();
    kernel_resume();
}
