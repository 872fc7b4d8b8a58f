/* SPDX-License-Identifier: MIT */
/* Shares three pages, and changes one side afterwards. */
#include "arch/x86_64/page_table.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

enum address_status page_table_share(struct physical_address from, struct physical_address to);

static struct physical_address first, second;

static void map(uint64_t address, unsigned permissions)
{
    assert(page_table_map(first, address, (struct physical_address){address & 0xffff000}, PAGE_4K,
                          permissions | PERMISSION_READ | PERMISSION_USER) == ADDRESS_OK);
}

static const char *seen(struct physical_address root, uint64_t address)
{
    static const char *const text[] = {"r--", "rw-", "r-x", "rwx"};
    struct page_mapping page;
    if (!page_table_lookup(root, address, &page) || page.frame.value != (address & 0xffff000)) {
        return "---";
    }
    return text[(page.permissions & PERMISSION_WRITE ? 1 : 0) + (page.permissions & PERMISSION_EXECUTE ? 2 : 0)];
}

static void empty(struct physical_address root)
{
    uint64_t address;
    struct physical_address frame;
    while (page_table_first(root, &address)) {
        assert(page_table_unmap(root, address, &frame) == ADDRESS_OK);
    }
}

void demo(void)
{
    const uint64_t code = 0x400000, data = 0x600000000000, stack = 0x7fffffffe000, later = 0x401000;
    assert(frame_alloc_zeroed(FRAME_TABLE, &first) && frame_alloc_zeroed(FRAME_TABLE, &second));
    uint64_t before = frame_counters().free;
    map(code, PERMISSION_EXECUTE);
    map(data, PERMISSION_WRITE);
    map(stack, PERMISSION_WRITE);
    print("shared: %d\n", page_table_share(first, second));
    print("code %s, data %s, stack %s\n", seen(second, code), seen(second, data), seen(second, stack));
    print("the first is as it was: %s %s %s\n", seen(first, code), seen(first, data), seen(first, stack));
    map(later, PERMISSION_WRITE);
    struct page_mapping page;
    print("a new page of the first %s in the second\n", page_table_lookup(second, later, &page) ? "APPEARS" : "does not appear");
    empty(first);
    empty(second);
    print("emptied: %s frames as before\n", frame_counters().free == before ? "as many" : "NOT AS MANY");
}
