/* SPDX-License-Identifier: MIT */
/*
 * The kernel copies from and to a process whose data end before an unmapped page. Every range ends up to 39 bytes behind the end, and begins at each
 * alignment; what was copied, what is zero and what was left alone is compared byte by byte.
 */
#include "kernel/lib/string.h"
#include "kernel/user_memory.h"
#include "tests/boot/lib/flat_program.h"

#define DATA_END (FLAT_DATA + FLAT_DATA_PAGES * PAGE_SIZE)
#define LENGTHS 40

static uint8_t *data_last_page;

static bool copy_in_right(unsigned alignment, unsigned present, unsigned missing)
{
    uint8_t buffer[2 * LENGTHS + 16];
    memset(buffer, 0xee, sizeof(buffer));
    uint64_t from = DATA_END - present;
    int64_t result = copy_from_user(buffer + alignment, (struct user_address){from}, present + missing);
    bool right = result == (missing == 0 ? 0 : -EFAULT);
    /* A word that is not wholly there is not copied; bytes behind the last word are copied one by one. The rest is zero. */
    unsigned copied = (present + missing) / 8 > present / 8 ? present / 8 * 8 : present;
    for (unsigned i = 0; i < present + missing; i++) {
        right = right && buffer[alignment + i] == (i < copied ? (uint8_t)(PAGE_SIZE - present + i) : 0);
    }
    return right && (alignment == 0 || buffer[alignment - 1] == 0xee) && buffer[alignment + present + missing] == 0xee;
}

static bool copy_out_right(unsigned alignment, unsigned present, unsigned missing)
{
    uint8_t buffer[2 * LENGTHS + 16];
    memset(buffer, 0x55, sizeof(buffer));
    memset(data_last_page + PAGE_SIZE - 128, 0xee, 128);
    uint64_t to = DATA_END - present;
    int64_t result = copy_to_user((struct user_address){to}, buffer + alignment, present + missing);
    bool right = result == (missing == 0 ? 0 : -EFAULT);
    for (unsigned i = 0; missing == 0 && i < present; i++) {
        right = right && data_last_page[PAGE_SIZE - present + i] == 0x55;
    }
    return right && data_last_page[PAGE_SIZE - present - 1] == 0xee;
}

void demo(void)
{
    struct physical_address frame;
    unsigned permissions;
    bool in = true, out = true;

    program_start(0);
    struct address_space *space = &thread->process->space;
    assert(address_space_lookup(space, (struct user_address){DATA_END - PAGE_SIZE}, &frame, &permissions));
    data_last_page = direct_map(frame);
    address_space_activate(space);

    for (unsigned i = 0; i < PAGE_SIZE; i++) {
        data_last_page[i] = (uint8_t)i;
    }
    for (unsigned alignment = 0; alignment < 8; alignment++) {
        for (unsigned present = 0; present < LENGTHS; present++) {
            for (unsigned missing = 0; missing < LENGTHS; missing++) {
                in = in && copy_in_right(alignment, present, missing);
            }
        }
    }
    print("copied in: %s for 8 alignments and %d lengths\n", in ? "right" : "WRONG", LENGTHS);
    for (unsigned alignment = 0; alignment < 8; alignment++) {
        for (unsigned present = 0; present < LENGTHS; present++) {
            for (unsigned missing = 0; missing < LENGTHS; missing++) {
                out = out && copy_out_right(alignment, present, missing);
            }
        }
    }
    print("copied out: %s for 8 alignments and %d lengths\n", out ? "right" : "WRONG", LENGTHS);
    print("to a page that is read-only: %s\n",
          copy_to_user((struct user_address){FLAT_CODE}, "x", 1) == -EFAULT ? "refused" : "WRONG");
    print("nothing, from anywhere: %ld %ld\n", copy_from_user(data_last_page, (struct user_address){UINT64_MAX}, 0),
          copy_to_user((struct user_address){UINT64_C(1) << 47}, data_last_page, 0));
}
