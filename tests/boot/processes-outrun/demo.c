/* SPDX-License-Identifier: MIT */
/*
 * The system is up: its first program runs.
 */
#include "kernel/init.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

void demo(void)
{
    init_start();
    kernel_resume();
}
