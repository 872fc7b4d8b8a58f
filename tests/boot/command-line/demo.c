/* SPDX-License-Identifier: MIT */
/* Asks for options. */
#include "kernel/boot_info.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    char value[16];
    if (boot_option(&boot_info, "greeting", value, sizeof(value))) {
        print("greeting is %s\n", value);
    }
    print("flag is %s\n", boot_option(&boot_info, "flag", NULL, 0) ? "there" : "missing");
    print("greet is %s\n", boot_option(&boot_info, "greet", NULL, 0) ? "there" : "not there");
}
