/* SPDX-License-Identifier: MIT */
// proves: The frame allocator hands each free frame out once, lowest first, for the same cost in 64 MiB and in 256 GiB, and panics on misuse.
#include <string.h>

#include "testing.h"

static unsigned steps;
#define BITMAP_TREE_STEP() (steps++)
#include "kernel/lib/bitmap_tree.c"

#include "kernel/frame_alloc.c"

#define MIB (UINT64_C(1) << 20)
#define GIB (UINT64_C(1) << 30)

struct boot_info boot_info;

/* What the kernel calls panic() for. A test that expects one jumps back here. */
static jmp_buf panic_return;
static int panic_code_seen;
static char panic_text[256];
static char printed[1024];

_Noreturn void panic(enum panic_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(panic_text, sizeof(panic_text), format, arguments);
    va_end(arguments);
    panic_code_seen = code;
    longjmp(panic_return, 1);
}

void print(const char *format, ...)
{
    va_list arguments;
    size_t used = strlen(printed);
    va_start(arguments, format);
    vsnprintf(printed + used, sizeof(printed) - used, format, arguments);
    va_end(arguments);
}

#define assert_panics(statement, code, text)              \
    do {                                                  \
        panic_code_seen = 0;                              \
        if (setjmp(panic_return) == 0) {                  \
            statement;                                    \
            fail_msg("no panic: %s", #statement);         \
        }                                                 \
        assert_int_equal(panic_code_seen, code);          \
        if (strstr(panic_text, text) == NULL) {           \
            fail_msg("%s\nlacks: %s", panic_text, text);  \
        }                                                 \
    } while (0)

/* Memory that the allocator touches itself: its records, and frames that it zeroes. Everything else is numbers. */
static uint8_t *host_memory;
static uint64_t host_start, host_bytes;

void *direct_map(struct physical_address address)
{
    if (host_memory == NULL) { /* the first call is for the records */
        host_start = address.value;
        host_bytes = 128 * MIB;
        host_memory = calloc(host_bytes, 1);
        assert_non_null(host_memory);
        memset(host_memory, 0xa5, MIB);
    }
    assert_in_range(address.value, host_start, host_start + host_bytes - PAGE_SIZE);
    return host_memory + (address.value - host_start);
}

static void range_add(uint64_t start, uint64_t end, enum memory_type type)
{
    boot_info.ranges[boot_info.range_count++] = (struct memory_range){start, end, type};
}

static void build(void)
{
    free(host_memory);
    host_memory = NULL;
    if (setjmp(panic_return) != 0) {
        fail_msg("panic: %s", panic_text);
    }
    frames_build(&boot_info);
}

/* A machine as QEMU makes it: low memory, a hole, the rest above 4 GiB. */
static void machine_make(uint64_t bytes)
{
    boot_info = (struct boot_info){.image = {2 * MIB, 3 * MIB, MEMORY_AVAILABLE}};
    uint64_t low = bytes < 2 * GIB ? bytes : 2 * GIB;
    range_add(0, 0x9f000, MEMORY_AVAILABLE);
    range_add(0x9f000, 0x100000, MEMORY_RESERVED);
    range_add(0x100000, low - 128 * 1024, MEMORY_AVAILABLE);
    range_add(low - 128 * 1024, low, MEMORY_RESERVED);
    if (bytes > low) {
        range_add(4 * GIB, 4 * GIB + bytes - low, MEMORY_AVAILABLE);
    }
}

static bool available(uint64_t frame)
{
    for (unsigned i = 0; i < boot_info.range_count; i++) {
        const struct memory_range *range = &boot_info.ranges[i];
        if (frame >= range->start && frame < range->end) {
            return range->type == MEMORY_AVAILABLE;
        }
    }
    return false;
}

static void each_frame_is_handed_out_once_and_lowest_first(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    boot_info.modules[boot_info.module_count++] = (struct boot_module){.start = 5 * MIB, .end = 5 * MIB + 5000};
    boot_info.modules[boot_info.module_count++] = (struct boot_module){.start = 1 * MIB, .end = 1 * MIB + 1};
    build();
    uint64_t total = frame_counters().total;
    struct physical_address frame = {0};
    uint64_t before = 0, count = 0;
    while (frame_alloc(FRAME_USER, &frame)) {
        assert_true(frame.value > before || count == 0);
        assert_true(frame.value >= FRAME_LOWEST_ADDRESS);
        assert_true(available(frame.value));
        assert_false(frame.value >= 2 * MIB && frame.value < 3 * MIB);
        assert_false(frame.value >= 5 * MIB && frame.value < 5 * MIB + 2 * PAGE_SIZE);
        assert_false(frame.value == 1 * MIB);
        before = frame.value;
        count++;
    }
    assert_int_equal(count, total);
    assert_int_equal(frame_counters().free, 0);
    assert_int_equal(frame.value, before);
    /* 63 MiB and a half from 1 MiB on, less image, modules and records: within a few frames. */
    assert_in_range(count, (64 * MIB - MIB - MIB - 128 * 1024) / PAGE_SIZE - 3 - 16, (64 * MIB - 2 * MIB - 128 * 1024) / PAGE_SIZE - 4);
}

static void random_operations_match_a_reference_set(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    range_add(64 * MIB, 65 * MIB, MEMORY_DEFECTIVE);
    range_add(80 * MIB, 80 * MIB + 3 * PAGE_SIZE, MEMORY_AVAILABLE);
    build();
    size_t frames = 81 * MIB / PAGE_SIZE;
    uint8_t *taken = calloc(frames, 1); /* 1 while handed out */
    uint64_t *list = calloc(frames, sizeof(*list));
    size_t held = 0;
    for (unsigned i = 0; i < 200000; i++) {
        bool grow = (i / 20000) % 2 == 0; /* fill up, then drain, and so on */
        if (random_below(8) < (grow ? 6 : 2)) {
            struct physical_address frame;
            if (frame_alloc(FRAME_OBJECT, &frame)) {
                assert_int_equal(taken[frame.value / PAGE_SIZE], 0);
                taken[frame.value / PAGE_SIZE] = 1;
                list[held++] = frame.value;
            } else {
                assert_int_equal(held, frame_counters().total);
            }
        } else if (held > 0) {
            size_t which = random_below(held);
            frame_free(FRAME_OBJECT, (struct physical_address){list[which]});
            taken[list[which] / PAGE_SIZE] = 0;
            list[which] = list[--held];
        }
        assert_int_equal(frame_counters().free + held, frame_counters().total);
    }
    free(taken);
    free(list);
}

static void the_cost_is_the_same_for_64_MiB_and_for_256_GiB(void **state)
{
    (void)state;
    static const uint64_t sizes[] = {64 * MIB, 256 * MIB, 8 * GIB, 64 * GIB, 256 * GIB};
    for (size_t s = 0; s < ARRAY_SIZE(sizes); s++) {
        machine_make(sizes[s]);
        build();
        struct physical_address frame, other;
        for (unsigned i = 0; i < 10000; i++) {
            steps = 0;
            assert_true(frame_alloc(FRAME_USER, &frame));
            assert_in_range(steps, BITMAP_TREE_LEVELS, 2 * BITMAP_TREE_LEVELS);
            assert_true(frame_alloc(FRAME_USER, &other));
            steps = 0;
            frame_free(FRAME_USER, frame);
            assert_in_range(steps, 1, BITMAP_TREE_LEVELS);
        }
        /* The dearest case: the last free frame of the machine, taken and given back. */
        bitmap_tree_init(&free_frames, free_frames.level[0], free_frames.bits);
        bitmap_tree_set(&free_frames, free_frames.bits - 33);
        steps = 0;
        assert_true(frame_alloc(FRAME_USER, &frame));
        assert_int_equal(steps, 2 * BITMAP_TREE_LEVELS);
        steps = 0;
        frame_free(FRAME_USER, frame);
        assert_int_equal(steps, BITMAP_TREE_LEVELS);
    }
}

static void the_last_frame_of_64_GiB_can_be_taken_and_given_back(void **state)
{
    (void)state;
    machine_make(64 * GIB);
    build();
    assert_in_range(frame_counters().total * PAGE_SIZE, 64 * GIB - 8 * MIB - 17 * MIB * TAG_BYTES, 64 * GIB);
    uint64_t last = (4 * GIB + 62 * GIB) / PAGE_SIZE - 1;
    assert_true(bitmap_tree_test(&free_frames, last));
    /* Leave the last one only: an emptied set is as good as one that was used up. */
    struct physical_address frame;
    bitmap_tree_init(&free_frames, free_frames.level[0], free_frames.bits);
    bitmap_tree_set(&free_frames, last);
    assert_true(frame_alloc(FRAME_KERNEL, &frame));
    assert_int_equal(frame.value, last * PAGE_SIZE);
    assert_false(frame_alloc(FRAME_KERNEL, &frame));
    frame_free(FRAME_KERNEL, frame);
    assert_true(bitmap_tree_test(&free_frames, last));
}

static void memory_beyond_4_TiB_stays_unused(void **state)
{
    (void)state;
    boot_info = (struct boot_info){.image = {2 * MIB, 3 * MIB, MEMORY_AVAILABLE}};
    range_add(0x100000, 3 * GIB, MEMORY_AVAILABLE);
    range_add(8192 * GIB, 8193 * GIB, MEMORY_AVAILABLE);
    assert_int_equal(frames_end(&boot_info), BITMAP_TREE_BITS_MAX);
}

static void misuse_panics(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    build();
    struct physical_address frame, other;
    assert_true(frame_alloc(FRAME_USER, &frame));
    assert_true(frame_alloc(FRAME_USER, &other));
    frame_free(FRAME_USER, frame);
    assert_panics(frame_free(FRAME_USER, frame), PANIC_FRAME, "is free already");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){other.value + 8}), PANIC_FRAME, "is no frame");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){1 * GIB}), PANIC_FRAME, "is no frame");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){~UINT64_C(4095)}), PANIC_FRAME, "is no frame");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){0}), PANIC_FRAME, "never handed out");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){2 * MIB}), PANIC_FRAME, "never handed out");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){0xa0000}), PANIC_FRAME, "never handed out");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){host_start}), PANIC_FRAME, "never handed out");
    assert_panics(frame_free(FRAME_USER, (struct physical_address){30 * MIB}), PANIC_FRAME, "is free already");
    frame_free(FRAME_USER, other);
}

static void no_room_for_the_records_panics(void **state)
{
    (void)state;
    free(host_memory);
    host_memory = NULL;
    boot_info = (struct boot_info){.image = {2 * MIB, 3 * MIB, MEMORY_AVAILABLE}};
    assert_panics(frames_build(&boot_info), PANIC_MEMORY, "no available memory");
    range_add(2 * MIB, 3 * MIB + PAGE_SIZE, MEMORY_AVAILABLE);
    range_add(4 * GIB, 64 * GIB, MEMORY_AVAILABLE);
    assert_panics(frames_build(&boot_info), PANIC_MEMORY, "give the machine more memory");
}

static void the_records_avoid_image_and_modules(void **state)
{
    (void)state;
    boot_info = (struct boot_info){.image = {1 * MIB, 2 * MIB, MEMORY_AVAILABLE}};
    range_add(1 * MIB, 16 * MIB, MEMORY_AVAILABLE);
    boot_info.modules[0] = (struct boot_module){.start = 2 * MIB + PAGE_SIZE, .end = 3 * MIB};
    boot_info.modules[1] = (struct boot_module){.start = 2 * MIB, .end = 2 * MIB};
    boot_info.modules[2] = (struct boot_module){.start = 3 * MIB, .end = 3 * MIB + 10};
    boot_info.module_count = 3;
    struct physical_address place = {0};
    assert_true(records_place(&boot_info, PAGE_SIZE, &place));
    assert_int_equal(place.value, 2 * MIB);
    assert_true(records_place(&boot_info, 2 * PAGE_SIZE, &place));
    assert_int_equal(place.value, 3 * MIB + PAGE_SIZE);
    assert_false(records_place(&boot_info, 13 * MIB, &place));
}

static void a_zeroed_frame_is_zero(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    build();
    struct physical_address frame;
    do {
        assert_true(frame_alloc(FRAME_USER, &frame));
    } while (frame.value < host_start + PAGE_SIZE);
    memset(direct_map(frame), 0xff, PAGE_SIZE);
    frame_free(FRAME_USER, frame);
    struct physical_address again;
    assert_true(frame_alloc_zeroed(FRAME_USER, &again));
    assert_int_equal(again.value, frame.value);
    const uint8_t *bytes = direct_map(again);
    for (size_t i = 0; i < PAGE_SIZE; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

#ifdef DEBUG
static void leaks_are_named_and_old_frames_are_none(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    build();
    struct physical_address old, leaked, returned;
    assert_true(frame_alloc(FRAME_TABLE, &old));
    frame_leaks_begin();
    assert_true(frame_alloc(FRAME_OBJECT, &leaked));
    assert_true(frame_alloc(FRAME_USER, &returned));
    frame_free(FRAME_USER, returned);
    printed[0] = '\0';
    assert_int_equal(frame_leaks_report(), 1);
    char expected[64];
    snprintf(expected, sizeof(expected), "leak: frame 0x%lx, owner 3\n", leaked.value);
    assert_string_equal(printed, expected);
    frame_free(FRAME_TABLE, old);
    frame_free(FRAME_OBJECT, leaked);
    assert_int_equal(frame_leaks_report(), 0);
}

static void giving_back_as_another_owner_panics(void **state)
{
    (void)state;
    machine_make(64 * MIB);
    build();
    struct physical_address frame;
    assert_true(frame_alloc(FRAME_TABLE, &frame));
    assert_panics(frame_free(FRAME_USER, frame), PANIC_FRAME, "owner 4 but was taken by owner 2");
}
#endif

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_frame_is_handed_out_once_and_lowest_first),
        cmocka_unit_test(random_operations_match_a_reference_set),
        cmocka_unit_test(the_cost_is_the_same_for_64_MiB_and_for_256_GiB),
        cmocka_unit_test(the_last_frame_of_64_GiB_can_be_taken_and_given_back),
        cmocka_unit_test(memory_beyond_4_TiB_stays_unused),
        cmocka_unit_test(misuse_panics),
        cmocka_unit_test(no_room_for_the_records_panics),
        cmocka_unit_test(the_records_avoid_image_and_modules),
        cmocka_unit_test(a_zeroed_frame_is_zero),
#ifdef DEBUG
        cmocka_unit_test(leaks_are_named_and_old_frames_are_none),
        cmocka_unit_test(giving_back_as_another_owner_panics),
#endif
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(host_memory);
    return failed;
}
