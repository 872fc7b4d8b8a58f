/* SPDX-License-Identifier: MIT */
/*
 * All memory, seen from the kernel: physical address 0 is at DIRECT_MAP. Whether a given byte is mapped there is the business
 * of the tables: boot.S maps the first 4 GiB, boot step 50 what the boot information calls memory.
 */
#include "arch/x86_64/layout.h"
#include "kernel/machine.h"

void *direct_map(struct physical_address address)
{
    return (void *)(DIRECT_MAP + address.value);
}
