/* SPDX-License-Identifier: MIT */
/* Ends an address space and forgets the page in it. */
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

void demo(void)
{
    struct address_space space;
    struct physical_address frame;
    assert(address_space_create(&space) && frame_alloc(FRAME_USER, &frame));
    assert(address_space_map(&space, (struct user_address){0x400000}, frame, PERMISSION_READ) == ADDRESS_OK);
    address_space_destroy(&space);
    print("it ended\n");
}
