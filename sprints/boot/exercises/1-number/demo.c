/* SPDX-License-Identifier: MIT */
/* Prints numbers with the function that the exercise asks for. */
#include "kernel/start.h"
#include "kernel/types.h"

static void show(const char *what, uint64_t number)
{
    console_write(what);
    console_write_number(number);
    console_write(".\n");
}

void demo(void)
{
    show("zero is ", 0);
    show("seven is ", 7);
    show("a year is ", 1905);
    show("the largest is ", UINT64_MAX);
}
