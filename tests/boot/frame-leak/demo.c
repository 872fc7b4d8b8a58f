/* SPDX-License-Identifier: MIT */
/* Loses one frame of two, and gives it back for the wrong owner. */
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    struct physical_address kept, lost;
    frame_leaks_begin();
    assert(frame_alloc(FRAME_KERNEL, &kept));
    assert(frame_alloc(FRAME_OBJECT, &lost));
    frame_free(FRAME_KERNEL, kept);
    print("%lu leak\n", frame_leaks_report());
    frame_free(FRAME_USER, lost);
}
