/* SPDX-License-Identifier: MIT */
/* Gives a frame back twice. */
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    struct physical_address frame;
    assert(frame_alloc(FRAME_KERNEL, &frame));
    frame_free(FRAME_KERNEL, frame);
    print("taken, given back\n");
    frame_free(FRAME_KERNEL, frame);
    print("given back twice\n");
}
