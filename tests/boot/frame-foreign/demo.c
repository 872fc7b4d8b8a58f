/* SPDX-License-Identifier: MIT */
/* Gives back a frame that the allocator never owned. */
#include "kernel/boot_info.h"
#include "kernel/frame_alloc.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    frame_free(FRAME_KERNEL, (struct physical_address){boot_info.image.start});
    print("the image is free\n");
}
