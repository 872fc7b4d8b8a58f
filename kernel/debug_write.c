/* SPDX-License-Identifier: MIT */
/*
 * debug_write: the first call that takes a pointer.
 */
#include "kernel/calls.h"
#include "kernel/machine.h"
#include "kernel/user_memory.h"

/* At most so many bytes a call, so that a program cannot keep the kernel busy for as long as it likes. */
#define DEBUG_WRITE_MAX 256

int64_t call_debug_write(struct user_address buffer, uint64_t length)
{
    char text[DEBUG_WRITE_MAX];
    if (length > DEBUG_WRITE_MAX) {
        return -EINVAL;
    }
    int64_t error = copy_from_user(text, buffer, length);
    if (error < 0) {
        return error;
    }
    for (uint64_t i = 0; i < length; i++) {
        bool plain = (text[i] >= ' ' && text[i] <= '~') || text[i] == '\n';
        machine_console_put(plain ? text[i] : '?');
    }
    return (int64_t)length;
}
