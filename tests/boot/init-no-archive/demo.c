/* SPDX-License-Identifier: MIT */
/*
 * Calls the module by another name.
 */
#include "kernel/boot_info.h"
#include "kernel/init.h"
#include "kernel/lib/string.h"
#include "kernel/start.h"
#include "kernel/upcall.h"

void demo(void)
{
    string_copy(boot_info.modules[0].name, BOOT_NAME_MAX, "archives");
    init_start();
    kernel_resume();
}
