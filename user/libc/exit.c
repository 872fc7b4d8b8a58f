/* SPDX-License-Identifier: MIT */
/*
 * The end of a program.
 */
#include <stdlib.h>

#include "user/libc/include/postern.h"
#include "user/libc/internal.h"

/* A program that writes nothing has no output to write, and not the code for it either. */
static void flush(void)
{
    if (output_flush != NULL) {
        output_flush();
    }
}

void exit(int status)
{
    flush();
    thread_exit((uint64_t)status);
    __builtin_trap();
}

void abort(void)
{
    flush();
    __builtin_trap();
}
