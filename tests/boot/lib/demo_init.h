/* SPDX-License-Identifier: MIT */
/* A whole demonstration: the system is up, and its first program runs. What is special about the test is in the program. */
#ifndef TESTS_BOOT_LIB_DEMO_INIT_H
#define TESTS_BOOT_LIB_DEMO_INIT_H

#include "kernel/init.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

void demo(void)
{
    init_start();
    kernel_resume();
}

#endif
