/* SPDX-License-Identifier: MIT */
/* Says by how much the image was moved. */
#include "arch/x86_64/layout.h"
#include "kernel/start.h"
#include "kernel/types.h"

extern const uint64_t boot_image_start;

void demo(void)
{
    if (boot_image_start == IMAGE_LOAD) {
        console_write("the image lies where it was linked\n");
    } else if (boot_image_start == UINT64_C(0x1000000)) {
        console_write("the image was moved by 14 MiB, and the kernel still runs\n");
    } else {
        console_write("the image lies somewhere else\n");
    }
}
