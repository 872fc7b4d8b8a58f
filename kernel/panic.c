/* SPDX-License-Identifier: MIT */
/*
 * The way out when the kernel cannot go on. It owns one promise: whatever state the kernel is in, the code and the message reach
 * the console and the exit status, and nothing runs after that.
 */
#include "kernel/panic.h"

#include <stdarg.h>

#include "kernel/machine.h"
#include "kernel/print.h"

/* The table of reports, sorted by the linker. */
typedef void (*panic_report)(void);
extern const panic_report __panic_reports_start[], __panic_reports_end[];

static const char *panic_name(enum panic_code code)
{
    switch (code) {
#define PANIC(number, name, text) \
    case PANIC_##name:            \
        return #name;
#include "kernel/panics.inc"
#undef PANIC
    }
    return "?";
}

_Noreturn void panic(enum panic_code code, const char *format, ...)
{
    static unsigned depth;

    depth++;
    print("panic %d %s: ", code, panic_name(code));
    va_list arguments;
    va_start(arguments, format);
    print_list(format, arguments);
    va_end(arguments);
    print("\n");
    if (depth == 1) {
        for (const panic_report *report = __panic_reports_start; report < __panic_reports_end; report++) {
            (*report)();
        }
    }
    machine_exit(EXIT_PANIC + code);
}
