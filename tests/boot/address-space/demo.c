/* SPDX-License-Identifier: MIT */
/* Makes two address spaces, switches between them, changes the active one, and takes both apart. */
#include "arch/x86_64/paging.h"
#include "kernel/frame_alloc.h"
#include "kernel/machine.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/start.h"
#include "tests/boot/lib/attempt.h"

#define READ_WRITE (PERMISSION_READ | PERMISSION_WRITE)

static const struct user_address here = {0x400000};

static uint32_t read_here(const struct address_space *space)
{
    address_space_activate(space);
    return *(volatile uint32_t *)here.value;
}

static struct physical_address page_with(uint32_t word)
{
    struct physical_address frame;
    assert(frame_alloc_zeroed(FRAME_USER, &frame));
    *(uint32_t *)direct_map(frame) = word;
    return frame;
}

static void refusals(struct address_space *space, struct physical_address frame)
{
    print("refused: page 0 %d, last page %d, hole %d, kernel %d, write and execute %d, half a page %d, twice %d\n",
          address_space_map(space, (struct user_address){0}, frame, READ_WRITE),
          address_space_map(space, (struct user_address){USER_LIMIT}, frame, READ_WRITE),
          address_space_map(space, (struct user_address){UINT64_C(1) << 47}, frame, READ_WRITE),
          address_space_map(space, (struct user_address){KERNEL_FIRST}, frame, READ_WRITE),
          address_space_map(space, (struct user_address){0x500000}, frame, READ_WRITE | PERMISSION_EXECUTE),
          address_space_map(space, (struct user_address){0x500800}, frame, READ_WRITE),
          address_space_map(space, here, frame, READ_WRITE));
}

static void empty(struct address_space *space)
{
    struct user_address address;
    struct physical_address frame;
    while (address_space_first(space, &address)) {
        assert(address_space_unmap(space, address, &frame) == ADDRESS_OK);
        frame_free(FRAME_USER, frame);
    }
}

/* From the sprint with SMAP on, ring 0 reaches user pages with RFLAGS.AC only. Before it, the flag changes nothing. */
static void user_pages_permit(void)
{
    __asm__ volatile("pushfq; orq $0x40000, (%%rsp); popfq" : : : "memory", "cc");
}

void demo(void)
{
    user_pages_permit();
    struct address_space one, two;
    struct physical_address frame;
    unsigned permissions;
    frame_leaks_begin();
    assert(address_space_create(&one) && address_space_create(&two));
    assert(address_space_map(&one, here, page_with(0x11111111), READ_WRITE) == ADDRESS_OK);
    assert(address_space_map(&two, here, page_with(0x22222222), READ_WRITE) == ADDRESS_OK);
    assert(address_space_lookup(&one, here, &frame, &permissions));
    assert(permissions == (READ_WRITE | PERMISSION_USER));
    refusals(&one, frame);
    uint32_t first_word = read_here(&one);
    uint32_t second_word = read_here(&two);
    print("first space %x, second space %x\n", first_word, second_word);

    /* The second space is active: its entry is in the TLB. */
    assert(address_space_unmap(&two, here, &frame) == ADDRESS_OK);
    print("unmapped: fault %x\n", attempt_read(here.value));
    assert(address_space_map(&two, here, frame, READ_WRITE) == ADDRESS_OK);
    assert(attempt_write(here.value) == NO_FAULT);
    assert(address_space_protect(&two, here, PERMISSION_READ) == ADDRESS_OK);
    print("read-only: write fault %x\n", attempt_write(here.value));

    const uint64_t *first = direct_map(one.root), *second = direct_map(two.root), *kernel = direct_map(kernel_tables());
    unsigned same = TABLE_KERNEL_HALF;
    while (same < TABLE_ENTRIES && first[same] == kernel[same] && second[same] == kernel[same]) {
        same++;
    }
    print("the kernel's half is %s\n", same == TABLE_ENTRIES ? "the same" : "NOT THE SAME");

    address_space_leave();
    empty(&one);
    empty(&two);
    address_space_destroy(&one);
    address_space_destroy(&two);
    print("%lu leaks\n", frame_leaks_report());
}
