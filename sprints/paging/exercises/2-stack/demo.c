/* SPDX-License-Identifier: MIT */
/* Makes two stacks, writes to all of them, and looks below. */
#include "arch/x86_64/paging.h"
#include "arch/x86_64/trap.h"
#include "kernel/print.h"
#include "kernel/start.h"

uint64_t stack_make(unsigned pages);

static void say(const char *what, bool right)
{
    print("%s: %s\n", what, right ? "right" : "wrong");
}

static bool holds(uint64_t top, uint64_t bytes, uint64_t word)
{
    bool right = true;
    for (uint64_t address = top - bytes; address < top; address += 8) {
        *(volatile uint64_t *)address = word + address;
    }
    for (uint64_t address = top - bytes; address < top; address += 8) {
        right = right && *(volatile uint64_t *)address == word + address;
    }
    return right;
}

void demo(void)
{
    uint64_t word;
    struct page_mapping page;
    uint64_t first = stack_make(4);
    say("in the region", first > PROCESSORS_FIRST && first <= PROCESSORS_LAST && first % PAGE_SIZE == 0);
    say("four pages", holds(first, 4 * PAGE_SIZE, 1));
    say("not mapped below", !probe_read64(first - 4 * PAGE_SIZE - 8, &word));
    uint64_t second = stack_make(1);
    say("the second is another", holds(second, PAGE_SIZE, 2) && *(volatile uint64_t *)(first - 8) == first - 8 + 1);
    say("still not mapped below", !probe_read64(second - PAGE_SIZE - 8, &word) && !probe_read64(first - 4 * PAGE_SIZE - 8, &word));
    say("not executable", page_table_lookup(kernel_tables(), first - 8, &page) && (page.permissions & PERMISSION_EXECUTE) == 0);
}
