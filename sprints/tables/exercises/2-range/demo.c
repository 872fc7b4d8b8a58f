/* SPDX-License-Identifier: MIT */
/* Maps ranges that fit and ranges that do not. */
#include "arch/x86_64/page_table.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

enum address_status page_table_map_range(struct physical_address root, uint64_t address, struct physical_address frame,
                                         uint64_t pages, unsigned permissions);

static struct physical_address root;

static void range(const char *what, uint64_t address, uint64_t pages)
{
    static const char *const status[] = {"done", "invalid", "occupied", "absent", "exhausted"};
    enum address_status answer = page_table_map_range(root, address, (struct physical_address){0x5000000}, pages,
                                                      PERMISSION_READ | PERMISSION_USER);
    print("%s: %s\n", what, status[answer]);
}

static uint64_t where(uint64_t address)
{
    struct page_mapping page;
    return page_table_lookup(root, address, &page) ? page.frame.value + address % PAGE_SIZE : 0;
}

void demo(void)
{
    assert(frame_alloc_zeroed(FRAME_TABLE, &root));
    range("eight pages", 0x1fe000, 8);
    print("the last is at %lx\n", where(0x205abc));
    assert(page_table_map(root, 0x40000000, (struct physical_address){0x6000000}, PAGE_4K, PERMISSION_READ | PERMISSION_USER) ==
           ADDRESS_OK);
    uint64_t before = frame_counters().free;
    range("over the third page of another mapping", 0x3fffe000, 8);
    print("that page is still at %lx\n", where(0x40000abc));
    print("%s\n", before == frame_counters().free && where(0x3ffff000) == 0 ? "no table is lost" : "SOMETHING IS LEFT");
    range("beyond the end", 0x7fffffffd000, 8);
    print("%s\n", before == frame_counters().free && where(0x7fffffffe000) == 0 ? "no table is lost" : "SOMETHING IS LEFT");
}
