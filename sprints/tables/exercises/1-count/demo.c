/* SPDX-License-Identifier: MIT */
/* Maps pages near and far, and counts tables. */
#include "arch/x86_64/page_table.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

unsigned page_table_count(struct physical_address root);

static struct physical_address root;

static void map(uint64_t address)
{
    assert(page_table_map(root, address, (struct physical_address){0x5000000}, PAGE_4K, PERMISSION_READ | PERMISSION_USER) ==
           ADDRESS_OK);
}

void demo(void)
{
    assert(frame_alloc_zeroed(FRAME_TABLE, &root));
    print("an empty one: %u\n", page_table_count(root));
    map(0x400000);
    print("one page: %u\n", page_table_count(root));
    map(0x401000);
    print("its neighbour: %u\n", page_table_count(root));
    map(0x7fffffffe000);
    print("one far away: %u\n", page_table_count(root));
    assert(page_table_reserve(root, KERNEL_FIRST, KERNEL_FIRST));
    assert(page_table_map(root, KERNEL_FIRST, (struct physical_address){0}, PAGE_1G, PERMISSION_READ) == ADDRESS_OK);
    print("with a kernel's half: %u\n", page_table_count(root));
}
