/* SPDX-License-Identifier: MIT */
/* Follows a null pointer to the second word. */
#include "kernel/print.h"
#include "kernel/start.h"
#include "kernel/types.h"

static const uint64_t *volatile nothing;

void demo(void)
{
    print("before\n");
    print("null was read: %lx\n", nothing[1]);
}
