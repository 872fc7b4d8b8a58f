/* SPDX-License-Identifier: MIT */
/*
 * The first checkpoint: the kernel says that it is there, and from which address it speaks.
 */
#include "kernel/start.h"
#include "kernel/types.h"

static void write_hexadecimal(uint64_t value)
{
    char text[] = "0x0000000000000000";
    for (int digit = 17; digit >= 2; digit--, value >>= 4) {
        text[digit] = "0123456789abcdef"[value & 0xf];
    }
    console_write(text);
}

void demo(void)
{
    console_write("Postern: 64-bit mode, ring 0\n");
    console_write("demo runs at ");
    write_hexadecimal((uintptr_t)demo);
    console_write("\n");
}
