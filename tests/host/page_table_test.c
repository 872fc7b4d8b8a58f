/* SPDX-License-Identifier: MIT */
// proves: Page tables agree with a plain list of mappings after every operation, refuse what the rules forbid, and lose no frame.
#include <string.h>

#include "testing.h"

#include "arch/x86_64/page_table.c"

/* The machine: frames that tables are made of. Their physical addresses begin far from 0. */
enum { POOL = 4096 };
#define POOL_BASE UINT64_C(0x40000000)
static uint64_t pool[POOL][TABLE_ENTRIES];
static bool used[POOL];
static unsigned used_count, allowed = POOL;

void *direct_map(struct physical_address address)
{
    uint64_t number = (address.value - POOL_BASE) / PAGE_SIZE;
    assert_int_equal(address.value % PAGE_SIZE, 0);
    assert_true(number < POOL && used[number]);
    return pool[number];
}

bool frame_alloc_zeroed(enum frame_owner owner, struct physical_address *frame)
{
    assert_int_equal(owner, FRAME_TABLE);
    if (used_count >= allowed) {
        return false;
    }
    unsigned number = 0;
    while (used[number]) {
        number++;
    }
    used[number] = true;
    used_count++;
    memset(pool[number], 0, sizeof(pool[number]));
    frame->value = POOL_BASE + number * PAGE_SIZE;
    return true;
}

void frame_free(enum frame_owner owner, struct physical_address frame)
{
    uint64_t number = (frame.value - POOL_BASE) / PAGE_SIZE;
    assert_int_equal(owner, FRAME_TABLE);
    assert_true(number < POOL && used[number]);
    used[number] = false;
    used_count--;
    memset(pool[number], 0xdb, sizeof(pool[number])); /* whoever still uses it reads nonsense */
}

static struct physical_address root_make(void)
{
    struct physical_address root;
    memset(used, 0, sizeof(used));
    used_count = 0;
    allowed = POOL;
    assert_true(frame_alloc_zeroed(FRAME_TABLE, &root));
    return root;
}

#define KERNEL_TEST UINT64_C(0xffffffff80000000)

enum { R = PERMISSION_READ, W = PERMISSION_WRITE, X = PERMISSION_EXECUTE, U = PERMISSION_USER, D = PERMISSION_DEVICE };

static enum address_status map(struct physical_address root, uint64_t address, uint64_t frame, unsigned permissions)
{
    return page_table_map(root, address, (struct physical_address){frame}, PAGE_4K, permissions);
}

/*
 * An independent reader: what the processor would do with the tables (Intel SDM volume 3A, section 4.5.4 and 4.6). It knows the bits by
 * their numbers, not by the names that the code under test uses.
 */
static bool processor_translates(struct physical_address root, uint64_t address, uint64_t *physical, unsigned *rights)
{
    if ((int64_t)(address << 16) >> 16 != (int64_t)address) {
        return false;
    }
    uint64_t at = root.value;
    bool writable = true, user = true, execute = true;
    for (int shift = 39; shift >= 12; shift -= 9) {
        uint64_t entry = pool[(at - POOL_BASE) / 4096][(address >> shift) & 511];
        if ((entry & 1) == 0) {
            assert_int_equal(entry, 0); /* an absent entry holds nothing */
            return false;
        }
        writable = writable && (entry & 2);
        user = user && (entry & 4);
        execute = execute && !(entry >> 63);
        at = entry & 0x000ffffffffff000;
        if (shift == 12 || (shift <= 30 && (entry & 0x80))) {
            uint64_t inside = (UINT64_C(1) << shift) - 1;
            assert_int_equal(at & inside & ~UINT64_C(0xfff), 0);
            *physical = (at & ~inside) | (address & inside);
            *rights = R | (writable ? W : 0) | (user ? U : 0) | (execute ? X : 0);
            return true;
        }
    }
    return false;
}

/* The reference model: a list of pages. */
enum { PAGES = 160 };
static struct {
    uint64_t address, frame;
    unsigned permissions; /* 0: not mapped */
} model[PAGES];

static void model_compare(struct physical_address root)
{
    unsigned tables[4] = {1};
    uint64_t lowest = 0;
    for (unsigned i = 0; i < PAGES; i++) {
        uint64_t physical = 0;
        unsigned rights = 0;
        bool mapped = processor_translates(root, model[i].address + 0x123, &physical, &rights);
        assert_int_equal(mapped, model[i].permissions != 0);
        struct page_mapping mapping;
        assert_int_equal(page_table_lookup(root, model[i].address + 0x123, &mapping), mapped);
        if (!mapped) {
            continue;
        }
        assert_int_equal(physical, model[i].frame + 0x123);
        assert_int_equal(rights, model[i].permissions);
        assert_int_equal(mapping.frame.value, model[i].frame);
        assert_int_equal(mapping.permissions, model[i].permissions);
        assert_int_equal(mapping.level, PAGE_4K);
        if (lowest == 0 || model[i].address < lowest) {
            lowest = model[i].address;
        }
        /* Count the tables that the mapped pages need: each once. */
        for (unsigned level = 1; level < 4; level++) {
            bool first = true;
            for (unsigned k = 0; k < i; k++) {
                if (model[k].permissions != 0 && model[k].address >> (12 + 9 * level) == model[i].address >> (12 + 9 * level)) {
                    first = false;
                }
            }
            tables[level] += first;
        }
    }
    assert_int_equal(used_count, tables[0] + tables[1] + tables[2] + tables[3]);
    uint64_t found = 0;
    assert_int_equal(page_table_first(root, &found), lowest != 0);
    assert_int_equal(found, lowest);
}

static uint64_t random_user_page(void)
{
    static const uint64_t bases[] = {0x1000, 0x1ff000, 0x200000, 0x3ffff000, 0x40000000, 0x7ffffff000, 0x8000000000, 0x7fffffffe000 - 0x8000};
    return bases[random_below(ARRAY_SIZE(bases))] + random_below(8) * 0x1000;
}

static void random_operations_match_a_list_of_mappings(void **state)
{
    (void)state;
    static const unsigned good[] = {R | U, R | W | U, R | X | U};
    struct physical_address root = root_make();
    for (unsigned i = 0; i < PAGES; i++) {
        bool again = true;
        while (again) {
            again = false;
            model[i].address = random_user_page() + (i >= 60 ? random_below(1 << 20) * 0x1000 : 0);
            again = model[i].address >= USER_LIMIT;
            for (unsigned k = 0; k < i; k++) {
                again = again || model[k].address == model[i].address;
            }
            if (again && i < 60) { /* the dense corner is full: go further away */
                model[i].address = random_below(1 << 20) * 0x1000 + 0x10000000000;
                again = false;
            }
        }
        model[i].permissions = 0;
    }
    for (unsigned step = 0; step < 30000; step++) {
        unsigned i = (unsigned)random_below(PAGES);
        unsigned permissions = good[random_below(3)];
        uint64_t frame = random_below(UINT64_C(1) << 40) * 4096;
        bool mapped = model[i].permissions != 0;
        switch (random_below((step / 5000) % 2 == 0 ? 3 : 5)) {
        case 0:
        case 1:
            allowed = random_below(10) == 0 ? used_count + (unsigned)random_below(3) : POOL;
            unsigned before = used_count;
            enum address_status status = map(root, model[i].address, frame, permissions);
            if (mapped) {
                assert_int_equal(status, ADDRESS_OCCUPIED);
            } else if (status == ADDRESS_EXHAUSTED) {
                assert_true(allowed < POOL);
                assert_int_equal(used_count, before);
            } else {
                assert_int_equal(status, ADDRESS_OK);
                model[i].frame = frame;
                model[i].permissions = permissions;
            }
            allowed = POOL;
            break;
        case 2:
            assert_int_equal(page_table_protect(root, model[i].address, permissions), mapped ? ADDRESS_OK : ADDRESS_ABSENT);
            model[i].permissions = mapped ? permissions : 0;
            break;
        default: {
            struct physical_address was = {1};
            assert_int_equal(page_table_unmap(root, model[i].address, &was), mapped ? ADDRESS_OK : ADDRESS_ABSENT);
            assert_int_equal(was.value, mapped ? model[i].frame : 1);
            model[i].permissions = 0;
        }
        }
        if (step % 50 == 0) {
            model_compare(root);
        }
    }
    model_compare(root);
    /* Emptied from the lowest page up, as an address space is that ends. */
    uint64_t address;
    struct physical_address frame;
    while (page_table_first(root, &address)) {
        assert_int_equal(page_table_unmap(root, address, &frame), ADDRESS_OK);
    }
    assert_int_equal(used_count, 1);
}

static void an_address_outside_of_the_rules_is_refused(void **state)
{
    (void)state;
    static const uint64_t bad[] = {
        0, 1, 0x1001, 0x1fff, 0x7ffffffff000, 0x800000000000, 0x800000001000, 0x1000000000000, 0x7fffffffffffffff & ~UINT64_C(4095),
        0x8000000000000000, 0xffff7ffffffff000, 0xffff000000000000,
    };
    struct physical_address root = root_make(), frame = {0x5000}, was;
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(map(root, bad[i], 0x5000, R | U), ADDRESS_INVALID);
        assert_int_equal(page_table_unmap(root, bad[i], &was), ADDRESS_INVALID);
        assert_int_equal(page_table_protect(root, bad[i], R | U), ADDRESS_INVALID);
        struct page_mapping mapping;
        assert_false(page_table_lookup(root, bad[i], &mapping));
    }
    /* Large pages are the kernel's. */
    assert_int_equal(page_table_map(root, 0x200000, (struct physical_address){0x200000}, PAGE_2M, R | U), ADDRESS_INVALID);
    assert_int_equal(page_table_map(root, 0x40000000, (struct physical_address){0}, PAGE_1G, R | U), ADDRESS_INVALID);
    /* The first and the last page that are allowed. */
    assert_int_equal(page_table_map(root, 0x1000, frame, PAGE_4K, R | U), ADDRESS_OK);
    assert_int_equal(page_table_map(root, 0x7fffffffe000, frame, PAGE_4K, R | U), ADDRESS_OK);
    assert_int_equal(used_count, 7);
}

static void a_frame_outside_of_the_rules_is_refused(void **state)
{
    (void)state;
    static const uint64_t bad[] = {1, 0x800, 0x5001, 0x10000000000000, 0x8000000000005000, ~UINT64_C(0)};
    struct physical_address root = root_make();
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(map(root, 0x1000, bad[i], R | U), ADDRESS_INVALID);
    }
    assert_int_equal(map(root, 0x1000, 0xffffffffff000, R | U), ADDRESS_OK);
}

static void every_sum_of_permissions_is_judged(void **state)
{
    (void)state;
    struct physical_address root = root_make();
    assert_true(page_table_reserve(root, KERNEL_TEST, KERNEL_TEST));
    for (unsigned permissions = 0; permissions < 32; permissions++) {
        bool common = (permissions & R) && (permissions & (W | X)) != (W | X);
        bool user = common && (permissions & U) && !(permissions & D);
        bool kernel = common && !(permissions & U);
        struct physical_address was;
        assert_int_equal(map(root, 0x1000, 0x5000, permissions), user ? ADDRESS_OK : ADDRESS_INVALID);
        assert_int_equal(page_table_unmap(root, 0x1000, &was), user ? ADDRESS_OK : ADDRESS_ABSENT);
        assert_int_equal(map(root, KERNEL_TEST, 0x5000, permissions), kernel ? ADDRESS_OK : ADDRESS_INVALID);
        assert_int_equal(page_table_unmap(root, KERNEL_TEST, &was), kernel ? ADDRESS_OK : ADDRESS_ABSENT);
        assert_int_equal(map(root, 0x2000, 0x5000, R | U), ADDRESS_OK);
        assert_int_equal(page_table_protect(root, 0x2000, permissions), user ? ADDRESS_OK : ADDRESS_INVALID);
        assert_int_equal(page_table_unmap(root, 0x2000, &was), ADDRESS_OK);
    }
}

static void the_kernels_top_entries_must_be_reserved(void **state)
{
    (void)state;
    struct physical_address root = root_make(), was;
    assert_int_equal(map(root, KERNEL_TEST, 0x5000, R), ADDRESS_INVALID);
    assert_int_equal(used_count, 1);
    assert_true(page_table_reserve(root, UINT64_C(0xffff800000000000), UINT64_C(0xffff81ffffffffff)));
    assert_int_equal(used_count, 5);
    assert_true(page_table_reserve(root, UINT64_C(0xffff800000000000), UINT64_C(0xffff800000000000)));
    assert_int_equal(used_count, 5);
    assert_true(page_table_reserve(root, KERNEL_TEST, ~UINT64_C(0)));
    assert_int_equal(map(root, KERNEL_TEST, 0x5000, R), ADDRESS_OK);
    /* A kernel table stays when it is empty. */
    unsigned before = used_count;
    assert_int_equal(page_table_unmap(root, KERNEL_TEST, &was), ADDRESS_OK);
    assert_int_equal(used_count, before);
    allowed = used_count;
    assert_false(page_table_reserve(root, UINT64_C(0xffffa00000000000), UINT64_C(0xffffa00000000000)));
}

static void large_pages_translate_and_block_what_they_cover(void **state)
{
    (void)state;
    struct physical_address root = root_make(), was;
    uint64_t base = UINT64_C(0xffff800000000000), physical;
    unsigned rights;
    assert_true(page_table_reserve(root, base, base));
    assert_int_equal(page_table_map(root, base + 0x40000000, (struct physical_address){0x80000000}, PAGE_1G, R | W), ADDRESS_OK);
    assert_int_equal(page_table_map(root, base + 0x200000, (struct physical_address){0x400000}, PAGE_2M, R | W), ADDRESS_OK);
    assert_int_equal(map(root, base, 0x7000, R), ADDRESS_OK);
    assert_true(processor_translates(root, base + 0x52345678, &physical, &rights));
    assert_int_equal(physical, 0x92345678);
    assert_int_equal(rights, R | W);
    assert_true(processor_translates(root, base + 0x2abcde, &physical, &rights));
    assert_int_equal(physical, 0x4abcde);
    assert_int_equal(map(root, base + 0x40001000, 0x5000, R), ADDRESS_OCCUPIED);
    assert_int_equal(page_table_map(root, base + 0x40200000, (struct physical_address){0}, PAGE_2M, R), ADDRESS_OCCUPIED);
    assert_int_equal(map(root, base + 0x3ff000, 0x5000, R), ADDRESS_OCCUPIED);
    assert_int_equal(page_table_map(root, base, (struct physical_address){0}, PAGE_2M, R), ADDRESS_OCCUPIED);
    assert_int_equal(page_table_map(root, base + 0x201000, (struct physical_address){0x400000}, PAGE_2M, R), ADDRESS_INVALID);
    assert_int_equal(page_table_map(root, base + 0x400000, (struct physical_address){0x401000}, PAGE_2M, R), ADDRESS_INVALID);
    assert_int_equal(page_table_unmap(root, base + 0x201000, &was), ADDRESS_INVALID);
    assert_int_equal(page_table_protect(root, base + 0x200000, R), ADDRESS_OK);
    assert_true(processor_translates(root, base + 0x200000, &physical, &rights));
    assert_int_equal(physical, 0x400000);
    assert_int_equal(rights, R);
    assert_int_equal(page_table_unmap(root, base + 0x40000000, &was), ADDRESS_OK);
    assert_int_equal(was.value, 0x80000000);
}

static void device_pages_are_uncached_and_kernel_pages_global(void **state)
{
    (void)state;
    struct physical_address root = root_make();
    assert_true(page_table_reserve(root, KERNEL_TEST, KERNEL_TEST));
    assert_int_equal(map(root, KERNEL_TEST, 0xfee00000, R | W | D), ADDRESS_OK);
    assert_int_equal(map(root, KERNEL_TEST + 0x1000, 0x5000, R | X), ADDRESS_OK);
    assert_int_equal(map(root, 0x1000, 0x5000, R | X | U), ADDRESS_OK);
    unsigned level;
    assert_int_equal(*entry_walk(root, KERNEL_TEST, 1, &level), UINT64_C(0x80000000fee0011b));
    assert_int_equal(*entry_walk(root, KERNEL_TEST + 0x1000, 1, &level), 0x5101);
    assert_int_equal(*entry_walk(root, 0x1000, 1, &level), 0x5005);
}

static void no_upper_entry_of_the_kernels_half_has_the_user_bit(void **state)
{
    (void)state;
    struct physical_address root = root_make();
    assert_true(page_table_reserve(root, KERNEL_TEST, KERNEL_TEST));
    assert_int_equal(map(root, KERNEL_TEST, 0x5000, R), ADDRESS_OK);
    for (unsigned stop = 4; stop > 0; stop--) {
        unsigned level;
        uint64_t entry = *entry_walk(root, KERNEL_TEST, stop, &level);
        assert_int_equal(entry & 5, 1);
    }
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_operations_match_a_list_of_mappings),
        cmocka_unit_test(an_address_outside_of_the_rules_is_refused),
        cmocka_unit_test(a_frame_outside_of_the_rules_is_refused),
        cmocka_unit_test(every_sum_of_permissions_is_judged),
        cmocka_unit_test(the_kernels_top_entries_must_be_reserved),
        cmocka_unit_test(large_pages_translate_and_block_what_they_cover),
        cmocka_unit_test(device_pages_are_uncached_and_kernel_pages_global),
        cmocka_unit_test(no_upper_entry_of_the_kernels_half_has_the_user_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
