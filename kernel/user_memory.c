/* SPDX-License-Identifier: MIT */
/*
 * The one choke point for user memory. A program's address is a structure that nothing can dereference; these functions are all that takes one.
 */
#include "kernel/user_memory.h"

#include "kernel/lib/string.h"
#include "kernel/machine.h"

bool user_range_valid(struct user_address address, uint64_t size, uint64_t end)
{
    return size == 0 || (size <= end && address.value <= end - size);
}

int64_t copy_from_user(void *to, struct user_address from, size_t size)
{
    size_t missing = machine_copy_in(to, from, size);
    if (missing == 0) {
        return 0;
    }
    memset((char *)to + size - missing, 0, missing);
    return -EFAULT;
}

int64_t copy_to_user(struct user_address to, const void *from, size_t size)
{
    return machine_copy_out(to, from, size) == 0 ? 0 : -EFAULT;
}
