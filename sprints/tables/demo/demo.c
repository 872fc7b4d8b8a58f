/* SPDX-License-Identifier: MIT */
/* Builds page tables that no processor uses yet, asks them questions, tries what the rules forbid, and takes them apart. */
#include "arch/x86_64/page_table.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

static struct physical_address root;

static void try(uint64_t address, uint64_t frame, unsigned permissions, const char *what)
{
    static const char *const status[] = {"done", "invalid", "occupied", "absent", "exhausted"};
    uint64_t before = frame_counters().free;
    enum address_status answer = page_table_map(root, address, (struct physical_address){frame}, PAGE_4K, permissions);
    print("map %012lx %-14s %s", address, what, status[answer]);
    if (before != frame_counters().free) {
        print(", %lu tables made", before - frame_counters().free);
    }
    print("\n");
}

static void translate(uint64_t address)
{
    struct page_mapping page;
    if (!page_table_lookup(root, address, &page)) {
        print("%012lx is not mapped\n", address);
        return;
    }
    print("%012lx is at %lx: r%c%c\n", address, page.frame.value + address % LEVEL_BYTES(page.level),
          page.permissions & PERMISSION_WRITE ? 'w' : '-', page.permissions & PERMISSION_EXECUTE ? 'x' : '-');
}

void demo(void)
{
    const unsigned r = PERMISSION_READ | PERMISSION_USER, w = PERMISSION_WRITE, x = PERMISSION_EXECUTE;
    uint64_t before = frame_counters().free;
    assert(frame_alloc_zeroed(FRAME_TABLE, &root));

    try(0x400000, 0x5000000, r | x, "code");
    try(0x401000, 0x5001000, r | w, "data");
    try(0x7fffffffe000, 0x5002000, r | w, "stack");
    translate(0x400abc);
    translate(0x402abc);

    try(0x401000, 0x5003000, r, "a second time");
    try(0x402000, 0x5003000, r | w | x, "write, execute");
    try(0x402800, 0x5003000, r, "half a page");
    try(0, 0x5003000, r, "page 0");
    try(0x7ffffffff000, 0x5003000, r, "the last page");
    try(0x800000000000, 0x5003000, r, "the hole");

    uint64_t address;
    struct physical_address frame;
    while (page_table_first(root, &address)) {
        assert(page_table_unmap(root, address, &frame) == ADDRESS_OK);
        print("unmap %012lx: %lu frames in use\n", address, before - frame_counters().free);
    }
    frame_free(FRAME_TABLE, root);
}
