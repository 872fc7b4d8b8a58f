/* SPDX-License-Identifier: MIT */
/*
 * User memory, reached by the machine's means: the range is checked first, so that the copy can meet nothing but the user's half.
 */
#include "arch/x86_64/page_table.h"
#include "kernel/machine.h"
#include "kernel/user_memory.h"

/* copy.S: bytes that were not copied. */
size_t copy_user(void *to, const void *from, size_t size);

size_t machine_copy_in(void *to, struct user_address from, size_t size)
{
    return user_range_valid(from, size, USER_LIMIT) ? copy_user(to, (const void *)from.value, size) : size;
}

size_t machine_copy_out(struct user_address to, const void *from, size_t size)
{
    return user_range_valid(to, size, USER_LIMIT) ? copy_user((void *)to.value, from, size) : size;
}
