/* SPDX-License-Identifier: MIT */
/* Walks the live tables and prints the kernel's half, neighbours of one kind in one line; then makes and ends an address space. */
#include "arch/x86_64/page_table.h"
#include "arch/x86_64/paging.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"

/* The run of pages that is being collected. */
static struct {
    uint64_t start, end;
    unsigned permissions;
    enum page_level level;
} run;

static void run_print(void)
{
    static const char *const size[] = {"", "4K", "2M", "1G"};
    if (run.start != run.end) {
        print("%016lx %016lx %s r%c%c\n", run.start, run.end - 1, size[run.level],
              run.permissions & PERMISSION_WRITE ? 'w' : '-', run.permissions & PERMISSION_EXECUTE ? 'x' : '-');
    }
}

/* The end of the smallest table that could map the address and does not. */
static uint64_t gap_end(uint64_t address)
{
    uint64_t *table = direct_map((struct physical_address){cr3_read() & ENTRY_ADDRESS});
    for (unsigned level = 4;; level--) {
        uint64_t entry = table[address / LEVEL_BYTES(level) % TABLE_ENTRIES];
        if ((entry & ENTRY_PRESENT) == 0) {
            return (address / LEVEL_BYTES(level) + 1) * LEVEL_BYTES(level);
        }
        table = direct_map((struct physical_address){entry & ENTRY_ADDRESS});
    }
}

static void kernel_half_print(void)
{
    struct page_mapping page;
    uint64_t address = KERNEL_FIRST;
    do {
        if (!page_table_lookup(kernel_tables(), address, &page)) {
            address = gap_end(address);
            continue;
        }
        if (address != run.end || page.permissions != run.permissions || page.level != run.level) {
            run_print();
            run.start = address;
            run.permissions = page.permissions;
            run.level = page.level;
        }
        address += LEVEL_BYTES(page.level);
        run.end = address;
    } while (address != 0);
    run_print();
}

/* The processor reads what the tables say: the same address, another page, no leftovers. */
static void address_space_show(void)
{
    uint64_t before = frame_counters().free;
    struct user_address address = {0x400000};
    struct physical_address frame, same;
    struct address_space space;
    assert(address_space_create(&space));
    assert(frame_alloc_zeroed(FRAME_USER, &frame));
    assert(address_space_map(&space, address, frame, PERMISSION_READ | PERMISSION_WRITE) == ADDRESS_OK);
    address_space_activate(&space);
    *(volatile uint32_t *)direct_map(frame) = 0x600df00d;
    print("user 0x%lx reads %x, %lu frames in use\n", address.value, *(volatile uint32_t *)address.value,
          before - frame_counters().free);
    assert(address_space_unmap(&space, address, &same) == ADDRESS_OK && same.value == frame.value);
    frame_free(FRAME_USER, frame);
    address_space_leave();
    address_space_destroy(&space);
    print("gone: %lu frames in use\n", before - frame_counters().free);
}

void demo(void)
{
    kernel_half_print();
    address_space_show();
}
