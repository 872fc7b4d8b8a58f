/* SPDX-License-Identifier: MIT */
/* A division by zero, three calls deep. */
#include "kernel/print.h"
#include "kernel/start.h"

void fault_here(void);

static __attribute__((noinline)) void demo_inner(void)
{
    fault_here();
    print("divided\n");
}

static __attribute__((noinline)) void demo_outer(void)
{
    demo_inner();
    print("divided\n");
}

void demo(void)
{
    demo_outer();
    print("divided\n");
}
