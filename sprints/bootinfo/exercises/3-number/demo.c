/* SPDX-License-Identifier: MIT */
/* Reads numbers from command lines that are made up. */
#include "kernel/boot_info.h"
#include "kernel/lib/format.h"
#include "kernel/print.h"
#include "kernel/start.h"

static const char *const values[] = {
    "0", "1905", "0xCafe", "18446744073709551615", "18446744073709551616", "30000000000000000000", "0x10000000000000000",
    "", "0x", "12ab", "-1",
};

static struct boot_info info;

void demo(void)
{
    for (unsigned i = 0; i < ARRAY_SIZE(values); i++) {
        uint64_t number = 4711;
        string_format(info.command_line, sizeof(info.command_line), "number=%s x", values[i]);
        if (boot_option_number(&info, "number", &number)) {
            print("\"%s\" is %lu\n", values[i], number);
        } else {
            print("\"%s\" is %s\n", values[i], number == 4711 ? "no number" : "no number, but it was changed");
        }
    }
}
