/* SPDX-License-Identifier: MIT */
/*
 * print(): the formatter of kernel/lib/format.c, with the console as its sink.
 */
#include "kernel/print.h"

#include <stdarg.h>

#include "kernel/lib/format.h"
#include "kernel/machine.h"

static void print_put(void *context, char c)
{
    (void)context;
    machine_console_put(c);
}

void print_list(const char *format, va_list arguments)
{
    format_string(print_put, NULL, format, arguments);
}

void print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_list(format, arguments);
    va_end(arguments);
}
