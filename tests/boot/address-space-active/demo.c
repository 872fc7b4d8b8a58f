/* SPDX-License-Identifier: MIT */
/* Ends the address space that the processor uses. */
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    struct address_space space;
    assert(address_space_create(&space));
    address_space_activate(&space);
    address_space_destroy(&space);
    print("it ended\n");
}
