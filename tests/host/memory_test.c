/* SPDX-License-Identifier: MIT */
// proves: Memory costs what it takes and gives all of it back, windows never reach outside, and a mapping that is stopped, refused or taken back at any page leaves nothing behind.
// sources: kernel/account.c kernel/user_memory.c arch/x86_64/table_count.c arch/x86_64/page_table.c
#include <string.h>

#include "testing.h"

#include "arch/x86_64/page_table.h"
#include "kernel/mapping.c"
#undef PAGES_PER_PIECE
#include "kernel/memory.c"

/* Frames: numbers, and bytes behind those that are not pages of programs. */
enum { POOL = 1 << 17 };
#define POOL_BASE UINT64_C(0x40000000)
static uint8_t owners[POOL];
static void *bytes[POOL];
static uint64_t frames_used, frames_allowed, frames_freed_now, next_frame;

void *direct_map(struct physical_address address)
{
    uint64_t number = (address.value - POOL_BASE) / PAGE_SIZE;
    assert_true(address.value % PAGE_SIZE == 0 && number < POOL && owners[number] != 0 && bytes[number] != NULL);
    return bytes[number];
}

bool frame_alloc_zeroed(enum frame_owner owner, struct physical_address *frame)
{
    if (frames_used >= frames_allowed) {
        return false;
    }
    while (owners[next_frame % POOL] != 0) {
        next_frame++;
    }
    uint64_t number = next_frame++ % POOL;
    owners[number] = (uint8_t)owner;
    if (owner != FRAME_USER) {
        bytes[number] = aligned_alloc(PAGE_SIZE, PAGE_SIZE);
        memset(bytes[number], 0, PAGE_SIZE);
    }
    frames_used++;
    frame->value = POOL_BASE + number * PAGE_SIZE;
    return true;
}

void frame_free(enum frame_owner owner, struct physical_address frame)
{
    uint64_t number = (frame.value - POOL_BASE) / PAGE_SIZE;
    assert_true(number < POOL && owners[number] == owner);
    owners[number] = 0;
    free(bytes[number]);
    bytes[number] = NULL;
    frames_used--;
    frames_freed_now++;
}

/* Address spaces, as the machine has them but for the processor. */
enum address_status address_space_map(struct address_space *space, struct user_address address, struct physical_address frame,
                                      unsigned permissions)
{
    return page_table_map(space->root, address.value, frame, PAGE_4K, permissions | PERMISSION_USER);
}

enum address_status address_space_unmap(struct address_space *space, struct user_address address, struct physical_address *frame)
{
    return page_table_unmap(space->root, address.value, frame);
}

bool address_space_first(const struct address_space *space, struct user_address *address)
{
    return page_table_first(space->root, &address->value);
}

size_t machine_copy_in(void *to, struct user_address from, size_t size)
{
    (void)to;
    (void)from;
    return size;
}

size_t machine_copy_out(struct user_address to, const void *from, size_t size)
{
    (void)to;
    (void)from;
    return size;
}

_Noreturn void panic(enum panic_code code, const char *format, ...)
{
    fail_msg("panic %d: %s", code, format);
    abort();
}

/* Objects and capabilities, as far as they are needed here. */
static uint64_t released;

void object_release(struct object *object)
{
    object->references--;
    released++;
}

void capability_fill(struct capability *slot, struct object *object, unsigned rights, uint64_t badge, struct capability *source)
{
    *slot = (struct capability){.object = object, .rights = rights, .badge = badge, .previous = source};
}

static struct process process;
static struct object payer_object;
static struct account payer;

static void start(uint64_t limit)
{
    memset(&process, 0, sizeof(process));
    frames_used = 0;
    frames_allowed = POOL;
    payer = (struct account){.limit = UINT64_MAX, .owner = &payer_object};
    process.account.limit = limit;
    assert_true(frame_alloc_zeroed(FRAME_TABLE, &process.space.root));
}

static void finish(void)
{
    frame_free(FRAME_TABLE, process.space.root);
    assert_int_equal(frames_used, 0);
    assert_int_equal(process.account.used, 0);
    assert_int_equal(process.tables, 0);
    assert_int_equal(process.object.references, 0);
}

static struct memory *make(struct capability *root, uint64_t pages)
{
    assert_true(memory_create(root, &payer, pages, memory_type.rights));
    return memory_of(root->object);
}

/* Ends memory in pieces of bounded size. Returns how many. */
static uint64_t end(struct memory *memory)
{
    uint64_t pieces = 0;
    bool last;
    do {
        frames_freed_now = 0;
        last = memory_end_piece(&memory->object);
        pieces++;
        assert_in_range(frames_freed_now, 0, PAGES_PER_PIECE + 2);
    } while (!last);
    memory_free(&memory->object);
    return pieces;
}

static const uint64_t sizes[] = {1, 2, 447, 448, 449, 511, 512, 513, 1000, 1024, 1025, 5000};

static void memory_that_is_used_up_takes_what_it_costs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct capability root;
        struct physical_address frame, again;
        start(0);
        uint64_t before = frames_used;
        struct memory *memory = make(&root, sizes[i]);
        assert_int_equal(frames_used - before, 1);
        for (uint64_t n = 0; n < sizes[i]; n++) {
            uint64_t page = (n * 7919 + 13) % sizes[i]; /* 7919 is prime and in none of the sizes */
            assert_true(memory_frame(memory, page, &frame));
            assert_true(memory_frame(memory, page, &again) && again.value == frame.value);
        }
        assert_int_equal(frames_used - before, memory_cost(sizes[i]));
        end(memory);
        finish();
    }
}

/* Counted by hand: one for the object; pages; an index frame for each 512 pages, and one for each 512 of those. */
static void the_largest_memory_costs_what_it_should(void **state)
{
    (void)state;
    assert_int_equal(memory_cost(448), 1 + 448);
    assert_int_equal(memory_cost(449), 1 + 449 + 1);
    assert_int_equal(memory_cost(448 * 512), 1 + 448 * 512 + 448);
    assert_int_equal(memory_cost(448 * 512 + 1), 1 + 448 * 512 + 1 + 449 + 1);
    assert_int_equal(memory_cost(MEMORY_PAGES_MAX), 1 + (1 << 24) + (1 << 15) + (1 << 6));
}

/* Few pages of large memory are used. No more is taken than is charged, all comes back, and pages that were never used cost no piece each. */
static void sparse_memory_ends_quickly(void **state)
{
    (void)state;
    for (unsigned turn = 0; turn < 200; turn++) {
        uint64_t pages = 1 + random_below(turn % 2 == 0 ? MEMORY_PAGES_MAX : 300000), touched = random_below(50);
        struct capability root;
        struct physical_address frame;
        start(0);
        struct memory *memory = make(&root, pages);
        for (uint64_t n = 0; n < touched; n++) {
            assert_true(memory_frame(memory, n == 0 ? pages - 1 : random_below(pages), &frame));
        }
        assert_true(frames_used <= 1 + memory_cost(pages));
        uint64_t pieces = end(memory);
        assert_in_range(pieces, 1, (touched + 1) * 1024 / PAGES_PER_PIECE + pages / 512 / PAGES_PER_PIECE + 64);
        finish();
    }
}

/* No frame is left at some point: nothing is lost, and the same page can be had later. */
static void a_frame_that_is_missing_is_no_loss(void **state)
{
    (void)state;
    for (uint64_t missing = 0; missing < 4; missing++) {
        struct capability root;
        struct physical_address frame;
        start(0);
        struct memory *memory = make(&root, MEMORY_PAGES_MAX);
        frames_allowed = frames_used + missing;
        assert_int_equal(memory_frame(memory, 12345678, &frame), missing == 3);
        frames_allowed = POOL;
        assert_true(memory_frame(memory, 12345678, &frame));
        end(memory);
        finish();
    }
}

static void a_window_lies_inside_the_one_that_it_is_cut_from(void **state)
{
    static const uint64_t values[] = {0, 1, 2, 3, 9, 10, 11, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
    enum { VALUES = sizeof(values) / sizeof(values[0]) };
    (void)state;
    for (unsigned a = 0; a < VALUES; a++) {
        for (unsigned b = 0; b < VALUES; b++) {
            struct capability source = {.badge = UINT64_C(2) << 32 | 9}; /* pages 2 to 10 */
            uint64_t badge = values[a] << 32 | values[b];
            bool inside = values[b] > 0 && values[a] >= 2 && values[a] <= 10 && values[b] <= 9 && values[a] + values[b] <= 11;
            bool accepted = window_accept(&source, &badge);
            assert_int_equal(accepted, inside || (values[a] == 0 && values[b] == 0));
            assert_true(!accepted || badge == (inside ? values[a] << 32 | values[b] : source.badge));
        }
    }
}

static void an_address_fits_if_every_page_can_be_mapped(void **state)
{
    static const struct {
        uint64_t address, pages;
        bool fits;
    } cases[] = {
        {0, 1, false}, {PAGE_SIZE, 1, true}, {PAGE_SIZE + 8, 1, false}, {USER_LIMIT - PAGE_SIZE, 1, true},
        {USER_LIMIT - PAGE_SIZE, 2, false}, {USER_LIMIT, 1, false}, {UINT64_C(1) << 47, 1, false},
        {KERNEL_FIRST, 1, false}, {-PAGE_SIZE, 1, false}, {-PAGE_SIZE, 2, false}, {-2 * PAGE_SIZE, UINT32_MAX, false},
        {PAGE_SIZE, UINT32_MAX, true}, {USER_LIMIT - (UINT64_C(1) << 44), UINT64_C(1) << 32, true},
        {USER_LIMIT - (UINT64_C(1) << 44) + PAGE_SIZE, UINT64_C(1) << 32, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(address_space_fits((struct user_address){cases[i].address}, cases[i].pages), cases[i].fits);
    }
}

static uint64_t pages_mapped(uint64_t address, uint64_t pages)
{
    uint64_t count = 0;
    struct page_mapping mapping;
    for (uint64_t page = 0; page < pages; page++) {
        count += page_table_lookup(process.space.root, address + page * PAGE_SIZE, &mapping);
    }
    return count;
}

/* Every stop at every page, then goes on, or takes back; with something in the way at any page, and with too few frames for tables. */
static void a_mapping_can_be_stopped_refused_and_taken_back_anywhere(void **state)
{
    enum { PAGES = 21 };
    const struct user_address address = {(UINT64_C(1) << 39) - 9 * PAGE_SIZE}; /* a new table at each level in the middle */
    (void)state;
    for (unsigned obstacle = 0; obstacle <= PAGES; obstacle++) {
        for (uint64_t limit = 0; limit <= 6; limit++) {
            for (unsigned stop = 0; stop <= PAGES; stop++) {
                struct capability root, in_the_way;
                int64_t result = 0;
                start(UINT64_MAX);
                struct memory *memory = make(&root, PAGES + 3), *other = make(&in_the_way, 1);
                root.badge = UINT64_C(3) << 32 | PAGES;
                if (obstacle < PAGES) {
                    struct user_address at = {address.value + obstacle * PAGE_SIZE};
                    assert_true(mapping_begin(&in_the_way, &process, at, PERMISSION_READ));
                    assert_true(mapping_piece(&in_the_way, &result));
                }
                uint64_t before = process.account.used;
                process.account.limit = before + limit;
                assert_true(mapping_begin(&root, &process, address, PERMISSION_READ | PERMISSION_WRITE));
                bool over = false;
                for (unsigned step = 0; step < stop && !over; step++) {
                    over = mapping_piece(&root, &result);
                }
                if (!over && stop % 3 == 0) { /* Somebody takes it back. */
                    bool refused = root.mapping.end != MAPPING_STAYS; /* Who asked may then go on and hear of it. */
                    while (!mapping_end_piece(&root)) {
                        assert_int_equal(mapping_begin(&root, &process, address, PERMISSION_READ | PERMISSION_WRITE), refused);
                    }
                    result = -1;
                } else if (!over) { /* It goes on, with the same arguments and with no others. */
                    assert_false(mapping_begin(&root, &process, address, PERMISSION_READ));
                    assert_false(mapping_begin(&root, &process, (struct user_address){PAGE_SIZE}, PERMISSION_READ | PERMISSION_WRITE));
                    assert_true(mapping_begin(&root, &process, address, PERMISSION_READ | PERMISSION_WRITE));
                    while (!mapping_piece(&root, &result)) {
                    }
                }
                /* Three tables for the nine pages before the boundary and three behind it; the obstacle has brought its own. */
                uint64_t needed = obstacle < 9 ? 0 : obstacle < PAGES ? 3 : 6;
                if (result == 0) {
                    assert_true(obstacle == PAGES && limit >= needed);
                    assert_int_equal(pages_mapped(address.value, PAGES), PAGES);
                    assert_false(mapping_begin(&root, &process, address, PERMISSION_READ | PERMISSION_WRITE));
                    while (!mapping_end_piece(&root)) {
                    }
                } else if (result == -ESTATE) {
                    assert_true(obstacle < PAGES);
                } else if (result == -EQUOTA) {
                    assert_true(limit < needed);
                }
                assert_null(root.mapping.process);
                assert_int_equal(process.account.used, before);
                assert_int_equal(pages_mapped(address.value, PAGES), obstacle < PAGES);
                assert_true(memory->writable == 0 && memory->executable == 0);
                while (!mapping_end_piece(&in_the_way)) {
                }
                end(memory);
                end(other);
                finish();
            }
        }
    }
}

/* The process has lost some of the pages, or all, when the mapping is taken back. */
static void a_mapping_outlives_what_it_was_mapped_into(void **state)
{
    enum { PAGES = 20, AT_ONCE = 8, PIECES = 3 };
    (void)state;
    for (unsigned dropped = 0; dropped <= PIECES; dropped++) {
        struct capability root;
        int64_t result;
        start(100);
        struct memory *memory = make(&root, PAGES);
        assert_true(mapping_begin(&root, &process, (struct user_address){PAGE_SIZE}, PERMISSION_READ));
        while (!mapping_piece(&root, &result)) {
        }
        process.object.ending = true;
        for (unsigned i = 0; i < dropped; i++) {
            assert_true(mapping_drop_first(&process));
            unsigned gone = (i + 1) * AT_ONCE < PAGES ? (i + 1) * AT_ONCE : PAGES;
            assert_int_equal(pages_mapped(PAGE_SIZE, PAGES), PAGES - gone);
        }
        if (dropped == PIECES) {
            assert_false(mapping_drop_first(&process));
            process.object.ended = true;
        }
        unsigned pieces = 1;
        while (!mapping_end_piece(&root)) {
            pieces++;
        }
        assert_true(dropped < PIECES || pieces == 1);
        assert_null(root.mapping.process);
        end(memory);
        finish();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_is_used_up_takes_what_it_costs),
        cmocka_unit_test(the_largest_memory_costs_what_it_should),
        cmocka_unit_test(sparse_memory_ends_quickly),
        cmocka_unit_test(a_frame_that_is_missing_is_no_loss),
        cmocka_unit_test(a_window_lies_inside_the_one_that_it_is_cut_from),
        cmocka_unit_test(an_address_fits_if_every_page_can_be_mapped),
        cmocka_unit_test(a_mapping_can_be_stopped_refused_and_taken_back_anywhere),
        cmocka_unit_test(a_mapping_outlives_what_it_was_mapped_into),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
