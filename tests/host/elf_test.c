/* SPDX-License-Identifier: MIT */
// proves: An ELF file is read to the letter, or refused with the name of the rule that it breaks, and never read beyond its end.
// sources: kernel/lib/elf.c
// flags: -Itests/host
#include "elf_rules.h"
#include "testing.h"

#define FILE_SIZE 0x5000
#define TABLE 64

/* A file that is built header by header. Room for one misaligned byte in front. */
static uint8_t room[FILE_SIZE + 8];
static uint8_t *file = room;
static unsigned headers;

enum type {
    LOAD = 1,
    DYNAMIC = 2,
    INTERP = 3,
    NOTE = 4,
    PHDR = 6,
    TLS = 7,
    STACK = 0x6474e551,
    RELRO = 0x6474e552
};
enum flags {
    X = 1,
    W = 2,
    R = 4
};

static void add(uint64_t type, uint64_t flags, uint64_t offset, uint64_t address, uint64_t file_size, uint64_t memory_size,
                uint64_t alignment)
{
    uint8_t *at = file + TABLE + 56 * headers++;
    rules_set_field(at, 0, 4, type);
    rules_set_field(at, 4, 4, flags);
    rules_set_field(at, 8, 8, offset);
    rules_set_field(at, 16, 8, address);
    rules_set_field(at, 24, 8, ~address); /* the physical address: nobody asks */
    rules_set_field(at, 32, 8, file_size);
    rules_set_field(at, 40, 8, memory_size);
    rules_set_field(at, 48, 8, alignment);
    rules_set_field(file, 56, 2, headers);
}

static void begin(unsigned type, uint64_t entry)
{
    static const uint8_t ident[16] = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7};
    memset(room, 0xcc, sizeof(room));
    memset(file, 0xcc, FILE_SIZE);
    memcpy(file, ident, sizeof(ident));
    rules_set_field(file, 16, 2, type);
    rules_set_field(file, 18, 2, 62);
    rules_set_field(file, 20, 4, 1);
    rules_set_field(file, 24, 8, entry);
    rules_set_field(file, 32, 8, TABLE);
    rules_set_field(file, 40, 8, UINT64_MAX); /* section headers: nobody asks */
    rules_set_field(file, 48, 4, 0);
    rules_set_field(file, 52, 2, 64);
    rules_set_field(file, 54, 2, 56);
    rules_set_field(file, 58, 2, 1);
    rules_set_field(file, 60, 2, 0xffff);
    rules_set_field(file, 62, 2, 0xffff);
    headers = 0;
}

/* What linkers make: headers and constants, code, data with zeros behind. */
static void build(unsigned type, uint64_t base)
{
    begin(type, base + 0x1234);
    add(PHDR, R, TABLE, base + TABLE, 7 * 56, 7 * 56, 8);
    add(LOAD, R, 0, base, 0x800, 0x800, 0x1000);
    add(LOAD, R | X, 0x1000, base + 0x1000, 0x1801, 0x1801, 0x1000);
    add(LOAD, R | W, 0x2ff0, base + 0x4ff0, 0x1010, 0x3000, 0x1000);
    add(TLS, R, 0x2ff0, base + 0x4ff0, 0x10, 0x40, 16);
    add(STACK, R | W, 0, 0, 0, 0, 16);
    add(RELRO, R, 0x2ff0, base + 0x4ff0, 0x10, 0x10, 1);
}

static enum elf_status judge(struct elf_plan *plan)
{
    return rules_judge(file, FILE_SIZE, plan);
}

static void expect(enum elf_status expected)
{
    struct elf_plan plan;
    enum elf_status status = judge(&plan);
    if (status != expected) {
        fail_msg("expected: %s; but: %s", elf_rule_name(expected), elf_rule_name(status));
    }
}

static void a_program_becomes_a_plan(void **state)
{
    (void)state;
    static const struct elf_segment segments[] = {
        {0, 0x800, 0, 0x800, R}, {0x1000, 0x1801, 0x1000, 0x1801, R | X}, {0x2ff0, 0x1010, 0x4ff0, 0x3000, R | W}};
    for (int movable = 0; movable < 2; movable++) {
        uint64_t base = movable ? 0 : 0x400000;
        struct elf_plan plan;
        build(movable ? 3 : 2, base);
        assert_int_equal(judge(&plan), ELF_OK);
        assert_int_equal(plan.movable, movable);
        assert_true(plan.table_loaded);
        assert_int_equal(plan.table, base + TABLE);
        assert_int_equal(plan.table_entries, 7);
        assert_int_equal(plan.entry, base + 0x1234);
        assert_int_equal(plan.alignment, 0x1000);
        assert_int_equal(plan.start, base);
        assert_int_equal(plan.end, base + 0x8000);
        assert_int_equal(plan.count, 3);
        for (unsigned i = 0; i < 3; i++) {
            assert_int_equal(plan.segments[i].offset, segments[i].offset);
            assert_int_equal(plan.segments[i].file_size, segments[i].file_size);
            assert_int_equal(plan.segments[i].address, base + segments[i].address);
            assert_int_equal(plan.segments[i].memory_size, segments[i].memory_size);
            assert_int_equal(plan.segments[i].permissions, segments[i].permissions);
        }
        assert_int_equal(elf_segment_start(&plan.segments[2]), base + 0x4000);
        assert_int_equal(elf_segment_end(&plan.segments[2]), base + 0x8000);
    }
}

static void what_says_nothing_about_loading_is_not_looked_at(void **state)
{
    (void)state;
    struct elf_plan plan;
    build(3, 0);
    add(DYNAMIC, 7, UINT64_MAX, UINT64_MAX, UINT64_MAX, 1, 3);
    add(NOTE, 7, UINT64_MAX, UINT64_MAX, UINT64_MAX, 1, 3);
    add(0, 7, UINT64_MAX, UINT64_MAX, UINT64_MAX, 1, 3);
    add(0x6fffffff, 7, UINT64_MAX, UINT64_MAX, UINT64_MAX, 1, 3);
    add(LOAD, 7, UINT64_MAX, UINT64_MAX, 0, 0, 3); /* nothing, anywhere */
    rules_set_field(file, TABLE + 32, 8, headers * 56);
    rules_set_field(file, TABLE + 40, 8, headers * 56);
    file[7] = 3;
    assert_int_equal(judge(&plan), ELF_OK);
    assert_int_equal(plan.count, 3);
    assert_int_equal(plan.table_entries, 12);
}

static void a_table_that_is_not_loaded_has_no_address(void **state)
{
    (void)state;
    struct elf_plan plan;
    begin(2, 0x401000);
    add(LOAD, R | X, 0x1000, 0x401000, 0x10, 0x10, 0x1000);
    assert_int_equal(judge(&plan), ELF_OK);
    assert_false(plan.table_loaded);

    /* Loaded but for its last byte; then whole. */
    begin(2, 0x401000);
    add(LOAD, R, 0, 0x400000, TABLE + 2 * 56 - 1, 0x1000, 0x1000);
    add(LOAD, R | X, 0x1000, 0x401000, 0x10, 0x10, 0x1000);
    assert_int_equal(judge(&plan), ELF_OK);
    assert_false(plan.table_loaded);
    rules_set_field(file, TABLE + 32, 8, TABLE + 2 * 56);
    assert_int_equal(judge(&plan), ELF_OK);
    assert_true(plan.table_loaded);
    assert_int_equal(plan.table, 0x400000 + TABLE);
}

static void the_limits_themselves_are_within_the_limits(void **state)
{
    (void)state;
    struct elf_plan plan;
    begin(2, 0x1000);
    add(LOAD, R | X, 0x1000, 0x1000, 1, 1, 0);
    add(LOAD, R | W, 0xfff, UINT64_C(0x7fffffffefff), 1, 1, 1);
    assert_int_equal(judge(&plan), ELF_OK);
    assert_int_equal(plan.start, 0x1000);
    assert_int_equal(plan.end, UINT64_C(0x7ffffffff000));

    begin(3, 0);
    add(LOAD, R | X, 0, 0, FILE_SIZE, UINT64_C(0x7ffffffff000), 1 << 30);
    assert_int_equal(judge(&plan), ELF_OK);
    assert_int_equal(plan.alignment, 1 << 30);
    assert_int_equal(plan.end, UINT64_C(0x7ffffffff000));

    begin(2, 0x400000);
    for (unsigned i = 0; i < ELF_SEGMENTS_MAX; i++) {
        add(LOAD, R | X, 0, 0x400000 + i * 0x1000, 0x1000, 0x1000, 0x1000);
    }
    while (headers < ELF_HEADERS_MAX) {
        add(NOTE, R, 0, 0, 0, 0, 0);
    }
    assert_int_equal(judge(&plan), ELF_OK);
    assert_int_equal(plan.count, ELF_SEGMENTS_MAX);
    add(NOTE, R, 0, 0, 0, 0, 0);
    expect(ELF_TABLE_LONG);
    rules_set_field(file, TABLE + 16 * 56, 4, LOAD);
    rules_set_field(file, 56, 2, 17);
    expect(ELF_OK); /* of no size */
    headers = 16;
    add(LOAD, R, 0, 0x500000, 0, 1, 0);
    expect(ELF_SEGMENTS);
}

/* One field, one value, one rule. Program headers are numbered as build() adds them; -1 is the header. */
static const struct {
    int header;
    uint8_t at, width;
    uint64_t value;
    enum elf_status status;
} refusals[] = {
    {-1, 0, 4, 0x464c457e, ELF_MAGIC},
    {-1, 3, 1, 'f', ELF_MAGIC},
    {-1, 4, 1, 1, ELF_CLASS},
    {-1, 5, 1, 2, ELF_DATA},
    {-1, 6, 1, 0, ELF_VERSION},
    {-1, 20, 4, 2, ELF_VERSION},
    {-1, 7, 1, 9, ELF_SYSTEM},
    {-1, 8, 1, 1, ELF_SYSTEM},
    {-1, 16, 2, 1, ELF_TYPE},
    {-1, 16, 2, 4, ELF_TYPE},
    {-1, 18, 2, 183, ELF_MACHINE},
    {-1, 48, 4, 1, ELF_FLAGS},
    {-1, 52, 2, 63, ELF_HEADER_SIZE},
    {-1, 54, 2, 64, ELF_ENTRY_SIZE},
    {-1, 54, 2, 0, ELF_ENTRY_SIZE},
    {-1, 56, 2, 0, ELF_NO_TABLE},
    {-1, 56, 2, 65, ELF_TABLE_LONG},
    {-1, 56, 2, 0xffff, ELF_TABLE_LONG},
    {-1, 32, 8, 0, ELF_TABLE_PLACE},
    {-1, 32, 8, 56, ELF_TABLE_PLACE},
    {-1, 32, 8, 65, ELF_TABLE_PLACE},
    {-1, 32, 8, FILE_SIZE - 7 * 56 + 8, ELF_TABLE_OUTSIDE},
    {-1, 32, 8, UINT64_MAX - 7, ELF_TABLE_OUTSIDE},
    {-1, 32, 8, UINT64_MAX - 7 * 56 + 1, ELF_TABLE_OUTSIDE}, /* its end is 0 */
    {-1, 24, 8, 0, ELF_ENTRY},
    {-1, 24, 8, 0x400fff, ELF_ENTRY},
    {-1, 24, 8, 0x402801, ELF_ENTRY},
    {-1, 24, 8, 0x404ff0, ELF_ENTRY},
    {0, 8, 8, TABLE + 8, ELF_TABLE_ADDRESS},
    {0, 16, 8, 0x400000, ELF_TABLE_ADDRESS},
    {0, 32, 8, 56, ELF_TABLE_ADDRESS},
    {0, 40, 8, 56, ELF_TABLE_ADDRESS},
    {1, 0, 4, INTERP, ELF_INTERPRETER},
    {6, 0, 4, PHDR, ELF_TWICE},
    {6, 0, 4, TLS, ELF_TWICE},
    {5, 4, 4, R | W | X, ELF_STACK},
    {2, 40, 8, 0x1800, ELF_FILE_SIZE},
    {2, 40, 8, 0, ELF_FILE_SIZE},
    {4, 40, 8, 0xf, ELF_FILE_SIZE},
    {2, 8, 8, FILE_SIZE, ELF_FILE_RANGE},
    {2, 8, 8, FILE_SIZE + 0x1000, ELF_FILE_RANGE},
    {2, 8, 8, UINT64_MAX - 0xfff, ELF_FILE_RANGE},
    {4, 8, 8, UINT64_MAX - 0xf, ELF_FILE_RANGE}, /* its end is 0 */
    {2, 48, 8, 0x1800, ELF_ALIGNMENT},
    {2, 48, 8, UINT64_C(1) << 31, ELF_ALIGNMENT},
    {4, 48, 8, 3, ELF_ALIGNMENT},
    {1, 16, 8, 0, ELF_ADDRESS},
    {1, 16, 8, 0xfff, ELF_ADDRESS},
    {3, 16, 8, UINT64_C(0x7fffffffcff0), ELF_ADDRESS},
    {3, 16, 8, UINT64_MAX - 0x300f, ELF_ADDRESS},
    {3, 40, 8, UINT64_MAX, ELF_ADDRESS},
    {3, 40, 8, UINT64_MAX - 0x404fef, ELF_ADDRESS}, /* its end is 0 */
    {4, 16, 8, 0xfff, ELF_ADDRESS},
    {3, 4, 4, W, ELF_PERMISSIONS},
    {2, 4, 4, X, ELF_PERMISSIONS},
    {1, 4, 4, 0, ELF_PERMISSIONS},
    {1, 4, 4, R | 8, ELF_PERMISSIONS},
    {1, 4, 4, UINT32_C(0x80000004), ELF_PERMISSIONS},
    {2, 4, 4, R | W | X, ELF_WRITE_EXECUTE},
    {2, 16, 8, 0x401001, ELF_CONGRUENCE},
    {3, 48, 8, 0x4000, ELF_CONGRUENCE},
    {3, 16, 8, 0x3ffff0, ELF_ORDER},
    {3, 16, 8, 0x400ff0, ELF_ORDER},
    {2, 16, 8, 0x400000, ELF_OVERLAP},
    {3, 16, 8, 0x402ff0, ELF_OVERLAP}, /* not a byte in common, but a page */
    {2, 40, 8, 0x3001, ELF_OVERLAP},
    {2, 40, 8, 0x4000, ELF_OVERLAP},
};

static uint64_t seen;

static void each_rule_is_named_by_a_file_that_breaks_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
        for (size_t skew = 0; skew < 8; skew++) {
            file = room + skew;
            build(2, 0x400000);
            size_t at = refusals[i].at + (refusals[i].header < 0 ? 0 : TABLE + 56 * (size_t)refusals[i].header);
            rules_set_field(file, at, refusals[i].width, refusals[i].value);
            if (skew == 0) {
                print_message("  %s\n", elf_rule_name(refusals[i].status));
            }
            expect(refusals[i].status);
            seen |= BIT(refusals[i].status);
        }
        file = room;
    }
    begin(2, 0x400000);
    add(NOTE, R, 0, 0, 0, 0, 0);
    expect(ELF_NO_SEGMENT);
    struct elf_plan plan;
    build(2, 0x400000);
    assert_int_equal(rules_judge(file, 63, &plan), ELF_SHORT);
    seen |= BIT(ELF_NO_SEGMENT) | BIT(ELF_SHORT) | BIT(ELF_SEGMENTS);
    for (unsigned rule = 1; rule <= ELF_TABLE_ADDRESS; rule++) {
        if ((seen & BIT(rule)) == 0) {
            fail_msg("no file in this test breaks: %s", elf_rule_name((enum elf_status)rule));
        }
    }
}

static void every_single_field_and_every_length_is_judged_alike(void **state)
{
    (void)state;
    uint64_t judged = 0;
    for (size_t skew = 0; skew < 8; skew++) {
        for (unsigned type = 2; type <= 3; type++) {
            file = room + skew;
            build(type, type == 2 ? 0x400000 : 0);
            judged += rules_judge_mutations(file, FILE_SIZE, &seen);
        }
    }
    file = room;
    print_message("  %llu files\n", (unsigned long long)judged);
}

/* Several fields at a time: files that are close to being programs, and those that break two rules. */
static void random_files_are_judged_alike(void **state)
{
    (void)state;
    random_start();
    unsigned accepted = 0;
    for (unsigned round = 0; round < 300000; round++) {
        unsigned type = 2 + (unsigned)random_below(2);
        begin(type, 0);
        uint64_t at = type == 2 ? 0x400000 : 0, count = 1 + random_below(6);
        for (uint64_t i = 0; i < count; i++) {
            uint64_t page = random_below(5), skew = random_below(3) == 0 ? random_below(0x1000) : 0;
            uint64_t file_size = random_below(0x1000 * (5 - page)) + 1 - (skew > 0x800);
            file_size = file_size > skew ? file_size - skew : 0;
            uint64_t more = random_below(4) == 0 ? random_below(0x5000) : 0;
            static const uint8_t flags[] = {R, R | X, R | W, R | X, R | W, R | W | X, W};
            add(random_below(8) == 0 ? TLS : LOAD, flags[random_below(random_below(4) == 0 ? 7 : 5)], page * 0x1000 + skew,
                at + skew, file_size, file_size + more, UINT64_C(1) << random_below(14));
            at += (skew + file_size + more + 0xfff) / 0x1000 * 0x1000;
            at -= random_below(16) == 0 ? 0x1000 : 0;
        }
        const uint8_t *first = file + TABLE + 56 * random_below(headers);
        rules_set_field(file, 24, 8, rules_field(first, 16, 8) + random_below(rules_field(first, 32, 8) + 2));
        for (uint64_t changes = random_below(4) == 0 ? random_below(3) : 0; changes > 0; changes--) {
            size_t field = TABLE + 8 * random_below(7 * headers);
            uint64_t old = rules_field(file, field, 8);
            rules_set_field(file, field, 8, rules_value((unsigned)random_below(RULES_VALUES), old, FILE_SIZE));
        }
        struct elf_plan plan;
        accepted += judge(&plan) == ELF_OK;
    }
    print_message("  %u of 300000 accepted\n", accepted);
    assert_in_range(accepted, 30000, 270000); /* a test of one verdict only would be half a test */
}

static void every_rule_has_a_sentence(void **state)
{
    (void)state;
    for (unsigned left = 0; left <= ELF_TABLE_ADDRESS; left++) {
        assert_true(strlen(elf_rule_name((enum elf_status)left)) > 10);
        for (unsigned right = 0; right < left; right++) {
            assert_string_not_equal(elf_rule_name((enum elf_status)left), elf_rule_name((enum elf_status)right));
        }
    }
    assert_string_equal(elf_rule_name((enum elf_status)(ELF_TABLE_ADDRESS + 1)), "the file breaks a rule without a name");
    assert_string_equal(elf_rule_name((enum elf_status) - 1), "the file breaks a rule without a name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_becomes_a_plan),
        cmocka_unit_test(what_says_nothing_about_loading_is_not_looked_at),
        cmocka_unit_test(a_table_that_is_not_loaded_has_no_address),
        cmocka_unit_test(the_limits_themselves_are_within_the_limits),
        cmocka_unit_test(each_rule_is_named_by_a_file_that_breaks_it),
        cmocka_unit_test(every_single_field_and_every_length_is_judged_alike),
        cmocka_unit_test(random_files_are_judged_alike),
        cmocka_unit_test(every_rule_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
