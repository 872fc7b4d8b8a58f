/* SPDX-License-Identifier: MIT */
/* Conversions whose results are known. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

void demo(void)
{
    const char *volatile nothing = NULL;
    print("[%ld] [%+d] [%04d] [%-4d] [%4d]\n", INT64_MIN, 5, 42, 42, 42);
    print("[0x%lx] [%X] [%.3d] [%hhd] [%hhu]\n", UINT64_MAX, 0xbeefu, 7, -1, 255);
    print("[%.3s] [%11s] [%c] [%%] [%p] [%s]\n", "postern", "postern", 'x', (void *)0x1000, nothing);
    print("[%*d|%-*d]\n", 4, -7, 4, -7);
}
