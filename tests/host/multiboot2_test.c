/* SPDX-License-Identifier: MIT */
// proves: Multiboot2 information is read to the letter, refused with the broken rule's name, and never read beyond its end.
// sources: arch/x86_64/multiboot2.c tests/host/kernel_string.c
#include <string.h>

#include "arch/x86_64/multiboot2.h"
#include "multiboot2_rules.h"
#include "testing.h"

#define IMAGE_START UINT64_C(0x200000)
#define IMAGE_END UINT64_C(0x213000)

/* Information that is built tag by tag. */
static uint8_t built[65536];
static size_t used;

static void add(const void *bytes, size_t size)
{
    memcpy(built + used, bytes, size);
    used += size;
}

static void add_32(uint32_t value)
{
    add(&value, sizeof(value));
}

static void add_64(uint64_t value)
{
    add(&value, sizeof(value));
}

static void begin(void)
{
    memset(built, 0, sizeof(built));
    used = 8;
}

static void align(void)
{
    used = (used + 7) / 8 * 8;
}

static void add_text(uint32_t type, const char *text)
{
    align();
    add_32(type);
    add_32((uint32_t)(8 + strlen(text) + 1));
    add(text, strlen(text) + 1);
}

static void add_module(uint32_t start, uint32_t end, const char *name)
{
    align();
    add_32(3);
    add_32((uint32_t)(16 + strlen(name) + 1));
    add_32(start);
    add_32(end);
    add(name, strlen(name) + 1);
}

struct entry {
    uint64_t start, length;
    uint32_t type;
};

static void add_map(const struct entry *entries, size_t count, uint32_t entry_size)
{
    align();
    add_32(6);
    add_32((uint32_t)(16 + count * entry_size));
    add_32(entry_size);
    add_32(0);
    for (size_t i = 0; i < count; i++) {
        add_64(entries[i].start);
        add_64(entries[i].length);
        add_32(entries[i].type);
        used += entry_size - 20;
    }
}

static void add_plain_map(void)
{
    static const struct entry plain[] = {{0, 0x9f000, 1}, {0x100000, 0x7f00000, 1}};
    add_map(plain, 2, 24);
}

static void end(void)
{
    align();
    add_32(0);
    add_32(8);
    uint32_t total = (uint32_t)used;
    memcpy(built, &total, 4);
}

/* Parses a copy that ends exactly at size bytes, so that AddressSanitizer sees a byte too many. */
static const char *parse_bytes(const uint8_t *bytes, size_t size, struct boot_info *info)
{
    uint8_t *copy = malloc(size + 1);
    memcpy(copy + 1, bytes, size); /* odd on purpose */
    memset(info, 0xa5, sizeof(*info));
    info->image = (struct memory_range){IMAGE_START, IMAGE_END, MEMORY_AVAILABLE};
    const char *broken = multiboot2_parse(copy + 1, size, info);
    free(copy);
    if (broken == NULL) {
        check_rules(info);
    }
    return broken;
}

static const char *parse(struct boot_info *info)
{
    return parse_bytes(built, used, info);
}

static void expect_refusal(const char *rule)
{
    struct boot_info info;
    const char *broken = parse(&info);
    if (broken == NULL) {
        fail_msg("accepted, but expected: %s", rule);
    }
    assert_string_equal(broken, rule);
}

static void expect_ranges(const struct memory_range *expected, unsigned count)
{
    struct boot_info info;
    const char *broken = parse(&info);
    if (broken != NULL) {
        fail_msg("refused: %s", broken);
    }
    for (unsigned i = 0; i < info.range_count; i++) {
        if (i >= count || memcmp(&info.ranges[i].start, &expected[i].start, 16) != 0 ||
            info.ranges[i].type != expected[i].type) {
            fail_msg("range %u is 0x%llx to 0x%llx type %d", i, (unsigned long long)info.ranges[i].start,
                     (unsigned long long)info.ranges[i].end, (int)info.ranges[i].type);
        }
    }
    assert_int_equal(info.range_count, count);
}

static void keeps_what_it_is_told(void **state)
{
    (void)state;
    struct boot_info info;
    uint8_t rsdp[36];
    for (unsigned i = 0; i < sizeof(rsdp); i++) {
        rsdp[i] = (uint8_t)(i * 7);
    }
    begin();
    add_text(1, "log=debug greeting=you");
    add_text(2, "a loader");
    add_module(0x300000, 0x300123, "init first");
    add_module(0x400000, 0x400000, "");
    add_plain_map();
    align();
    add_32(15);
    add_32(8 + 36);
    add(rsdp, 36);
    align();
    add_32(14);
    add_32(8 + 20);
    add("old old old old old ", 20);
    end();
    assert_null(parse(&info));
    assert_string_equal(info.command_line, "log=debug greeting=you");
    assert_int_equal(info.module_count, 2);
    assert_int_equal(info.modules[0].start, 0x300000);
    assert_int_equal(info.modules[0].end, 0x300123);
    assert_string_equal(info.modules[0].name, "init first");
    assert_int_equal(info.modules[1].end, 0x400000);
    assert_int_equal(info.rsdp_length, 36);
    assert_memory_equal(info.rsdp, rsdp, 36);
    assert_int_equal(info.image.start, IMAGE_START);
    assert_int_equal(info.image.end, IMAGE_END);
}

static void an_old_root_pointer_is_kept_if_it_is_all_there_is(void **state)
{
    (void)state;
    struct boot_info info;
    begin();
    add_plain_map();
    align();
    add_32(14);
    add_32(8 + 20);
    add("old old old old old ", 20);
    end();
    assert_null(parse(&info));
    assert_int_equal(info.rsdp_length, 20);
    assert_memory_equal(info.rsdp, "old old old old old ", 20);
}

static void long_texts_are_cut(void **state)
{
    (void)state;
    struct boot_info info;
    char text[1000];
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = 0;
    begin();
    add_text(1, text);
    add_module(0x300000, 0x301000, text);
    add_plain_map();
    end();
    assert_null(parse(&info));
    assert_int_equal(strlen(info.command_line), BOOT_COMMAND_LINE_MAX - 1);
    assert_int_equal(strlen(info.modules[0].name), BOOT_NAME_MAX - 1);
}

/* One map: its entries, and what the kernel makes of them. The image's memory comes along in every case. */
static const struct {
    const char *what;
    struct entry in[6];
    struct memory_range out[8];
} maps[] = {
    {"sorted", {{0x100000, 0x700000, 1}, {0, 0x9f000, 1}}, {{0, 0x9f000, 1}, {0x100000, 0x800000, 1}}},
    {"neighbours merged", {{0x100000, 0x300000, 1}, {0x400000, 0x400000, 1}}, {{0x100000, 0x800000, 1}}},
    {"copies merged", {{0x100000, 0x700000, 1}, {0x100000, 0x700000, 1}}, {{0x100000, 0x800000, 1}}},
    {"available shrinks", {{0x100001, 0x6ffffe, 1}}, {{0x101000, 0x7ff000, 1}}},
    {"less than a page vanishes", {{0x100000, 0x700000, 1}, {0x900800, 0x1000, 1}}, {{0x100000, 0x800000, 1}}},
    {"other types grow", {{0x100000, 0x700000, 1}, {0x900fff, 2, 2}}, {{0x100000, 0x800000, 1}, {0x900000, 0x902000, 4}}},
    {"an empty entry is nothing", {{0x100000, 0x700000, 1}, {0x300800, 0, 2}}, {{0x100000, 0x800000, 1}}},
    {"a hole in the middle",
     {{0x100000, 0x700000, 1}, {0x400000, 0x1000, 2}},
     {{0x100000, 0x400000, 1}, {0x400000, 0x401000, 4}, {0x401000, 0x800000, 1}}},
    {"the larger type wins",
     {{0x100000, 0x700000, 1}, {0x500000, 0x2000, 3}, {0x501000, 0x2000, 4}, {0x502000, 0x2000, 5}, {0x503000, 0x2000, 2}},
     {{0x100000, 0x500000, 1},
      {0x500000, 0x501000, 2},
      {0x501000, 0x502000, 3},
      {0x502000, 0x504000, 5},
      {0x504000, 0x505000, 4},
      {0x505000, 0x800000, 1}}},
    {"unknown types are reserved",
     {{0x100000, 0x700000, 1}, {0x900000, 0x1000, 0}, {0xa00000, 0x1000, 77}},
     {{0x100000, 0x800000, 1}, {0x900000, 0x901000, 4}, {0xa00000, 0xa01000, 4}}},
    {"up to 52 bits",
     {{0x100000, 0x700000, 1}, {0xffffffffff000, 0x1000, 2}},
     {{0x100000, 0x800000, 1}, {0xffffffffff000, 0x10000000000000, 4}}},
};

static void maps_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(maps); i++) {
        for (uint32_t entry_size = 24; entry_size <= 40; entry_size += 8) {
            size_t in = 0;
            unsigned out = 0;
            while (in < 6 && (maps[i].in[in].start | maps[i].in[in].length) != 0) {
                in++;
            }
            while (out < 8 && maps[i].out[out].end != 0) {
                out++;
            }
            print_message("  %s, entries of %u bytes\n", maps[i].what, entry_size);
            begin();
            add_map(maps[i].in, in, entry_size);
            end();
            expect_ranges(maps[i].out, out);
        }
    }
}

/* The same question answered page by page. */
static void random_maps_agree_with_a_model(void **state)
{
    (void)state;
    enum {
        PAGES = 64,
        BASE = 0x800000
    };
    for (int round = 0; round < 2000; round++) {
        struct entry entries[12] = {{0x100000, 0x700000, 1}};
        size_t count = 1 + random_below(11);
        uint8_t model[PAGES + 1] = {0};
        for (size_t i = 1; i < count; i++) {
            uint64_t start = random_below(PAGES * 4), length = random_below(PAGES);
            length = start + length > PAGES * 4 ? PAGES * 4 - start : length;
            entries[i] = (struct entry){BASE + start * 1024, length * 1024, (uint32_t)random_below(7)};
            static const uint8_t types[] = {4, 1, 4, 2, 3, 5, 4};
            for (uint64_t page = 0; page < PAGES && length > 0; page++) {
                bool whole = start <= page * 4 && page * 4 + 4 <= start + length;
                bool part = start < page * 4 + 4 && page * 4 < start + length;
                uint8_t type = types[entries[i].type];
                if ((type == 1 ? whole : part) && type > model[page]) {
                    model[page] = type;
                }
            }
        }
        begin();
        add_map(entries, count, 24);
        end();
        struct boot_info info;
        assert_null(parse(&info));
        for (uint64_t page = 0; page < PAGES; page++) {
            uint8_t type = 0;
            for (unsigned i = 0; i < info.range_count; i++) {
                uint64_t at = BASE + page * PAGE_SIZE;
                if (info.ranges[i].start <= at && at < info.ranges[i].end) {
                    type = (uint8_t)info.ranges[i].type;
                }
            }
            assert_int_equal(type, model[page]);
        }
    }
}

static void refuses_a_broken_head(void **state)
{
    (void)state;
    struct boot_info info;
    assert_string_equal(parse_bytes(built, 0, &info), "the information is shorter than its head");
    assert_string_equal(parse_bytes(built, 7, &info), "the information is shorter than its head");
    static const uint32_t totals[] = {0, 7, 65, 0x10000, UINT32_MAX};
    for (size_t i = 0; i < ARRAY_SIZE(totals); i++) {
        memset(built, 0, 64);
        memcpy(built, &totals[i], 4);
        assert_string_equal(parse_bytes(built, 64, &info), "the information has an impossible size");
    }
}

static void refuses_broken_tags(void **state)
{
    (void)state;
    for (uint32_t size = 0; size < 8; size++) {
        begin();
        add_32(99);
        add_32(size);
        end();
        expect_refusal("a tag is shorter than its head");
    }
    static const uint32_t sizes[] = {17, 64, 0x7fffffff, 0xfffffff8, 0xffffffff};
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        begin();
        add_32(99);
        add_32(sizes[i]);
        end();
        expect_refusal("a tag reaches beyond the information");
    }
    begin();
    add_plain_map();
    uint32_t total = (uint32_t)used;
    memcpy(built, &total, 4);
    expect_refusal("the list of tags has no end");

    /* A last tag whose padding would lie outside. */
    begin();
    add_32(99);
    add_32(9);
    total = 17;
    used = 17;
    memcpy(built, &total, 4);
    expect_refusal("the list of tags has no end");
}

static void refuses_broken_texts_and_modules(void **state)
{
    (void)state;
    begin();
    add_32(1);
    add_32(8);
    end();
    expect_refusal("the command line has no end");

    begin();
    add_32(1);
    add_32(8 + 8);
    add("no end!!", 8);
    end();
    expect_refusal("the command line has no end");

    for (uint32_t size = 8; size <= 16; size++) {
        begin();
        add_32(3);
        add_32(size);
        add_64(0);
        end();
        expect_refusal("a module's name has no end");
    }

    static const struct {
        uint32_t start, end;
        const char *rule;
    } modules[] = {
        {0x301000, 0x300fff, "a module ends before it starts"},
        {0x300001, 0x301000, "a module does not start on a page boundary"},
        {0x0a0000, 0x0a1000, "a module does not lie in available memory"},
        {0x09e000, 0x09f001, "a module does not lie in available memory"},
        {0xfffff000, 0xffffffff, "a module does not lie in available memory"},
        {0x212000, 0x212001, "a module overlaps the kernel"},
        {0x1ff000, 0x200001, "a module overlaps the kernel"},
        {0x100000, 0x300000, "a module overlaps the kernel"},
        {0x401000, 0x401001, "two modules overlap"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(modules); i++) {
        begin();
        add_module(0x400000, 0x401234, "first");
        add_module(modules[i].start, modules[i].end, "second");
        add_plain_map();
        end();
        expect_refusal(modules[i].rule);
    }

    begin();
    for (uint32_t i = 0; i <= BOOT_MODULES_MAX; i++) {
        add_module(0x300000 + i * 0x1000, 0x300001 + i * 0x1000, "m");
    }
    add_plain_map();
    end();
    expect_refusal("there are too many modules");
}

static void refuses_broken_maps(void **state)
{
    (void)state;
    begin();
    end();
    expect_refusal("there is no memory map");

    begin();
    add_plain_map();
    add_plain_map();
    end();
    expect_refusal("there are two memory maps");

    begin();
    add_32(6);
    add_32(15);
    add_64(24);
    end();
    expect_refusal("the memory map is shorter than its head");

    static const uint32_t sizes[] = {0, 8, 16, 23, 25, 31, 0xffffffff};
    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        begin();
        add_32(6);
        add_32(16 + 24);
        add_32(sizes[i]);
        used += 4 + 24;
        end();
        expect_refusal("the memory map's entries have an impossible size");
    }

    begin();
    add_32(6);
    add_32(16 + 24 + 8);
    add_32(24);
    used += 4 + 24 + 8;
    end();
    expect_refusal("the memory map ends within an entry");

    static const struct entry beyond[] = {{0, (UINT64_C(1) << 52) + 1, 2},
                                          {UINT64_C(1) << 52, 1, 2},
                                          {UINT64_MAX, 1, 2},
                                          {4096, UINT64_MAX, 1},
                                          {UINT64_MAX, UINT64_MAX, 1}};
    for (size_t i = 0; i < ARRAY_SIZE(beyond); i++) {
        begin();
        add_map(&beyond[i], 1, 24);
        end();
        expect_refusal("a memory range lies beyond 52 bits");
    }

    struct entry many[513];
    for (size_t i = 0; i < ARRAY_SIZE(many); i++) {
        many[i] = (struct entry){i * 0x2000, 0x1000, 2};
    }
    begin();
    add_map(many, 513, 24);
    end();
    expect_refusal("the memory map has too many entries");
    begin();
    add_map(many, BOOT_RANGES_MAX + 1, 24);
    end();
    expect_refusal("there are too many memory ranges");

    static const struct entry holed[] = {{0x100000, 0x7f00000, 1}, {0x210000, 0x1000, 2}};
    begin();
    add_map(holed, 2, 24);
    end();
    expect_refusal("the kernel does not lie in available memory");

    begin();
    add_plain_map();
    align();
    add_32(15);
    add_32(8 + 35);
    used += 35;
    end();
    expect_refusal("ACPI's root pointer is cut short");
}

/* What GRUB handed over in QEMU: under BIOS, with two modules, and under UEFI. */
static const struct {
    const char *path;
    unsigned ranges, modules;
    const char *command_line;
} recorded[] = {
    {"tests/fuzz/corpus/multiboot2/grub-bios", 9, 0, "greeting=world log=debug"},
    {"tests/fuzz/corpus/multiboot2/grub-bios-modules", 9, 2, ""},
    {"tests/fuzz/corpus/multiboot2/grub-uefi", 18, 0, "greeting=world log=debug"},
};

static size_t load(const char *path, uint8_t *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("cannot read %s; run this from the root of the tree", path);
    }
    size_t length = fread(bytes, 1, size, file);
    fclose(file);
    return length;
}

static void reads_what_grub_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(recorded); i++) {
        static uint8_t bytes[16384];
        struct boot_info info;
        size_t size = load(recorded[i].path, bytes, sizeof(bytes));
        assert_null(parse_bytes(bytes, size, &info));
        assert_int_equal(info.range_count, recorded[i].ranges);
        assert_int_equal(info.module_count, recorded[i].modules);
        assert_string_equal(info.command_line, recorded[i].command_line);
        assert_true(info.rsdp_length > 0);
        assert_memory_equal(info.rsdp, "RSD PTR ", 8);
    }
}

static void survives_every_truncation(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(recorded); i++) {
        static uint8_t bytes[16384];
        struct boot_info info;
        size_t size = load(recorded[i].path, bytes, sizeof(bytes));
        for (size_t cut = 0; cut < size; cut++) {
            assert_non_null(parse_bytes(bytes, cut, &info));
            if (cut >= 8) { /* the same, with a head that admits to it */
                uint8_t head[4];
                uint32_t total = (uint32_t)cut;
                memcpy(head, bytes, 4);
                memcpy(bytes, &total, 4);
                assert_non_null(parse_bytes(bytes, cut, &info));
                memcpy(bytes, head, 4);
            }
        }
    }
}

static void survives_every_changed_byte(void **state)
{
    (void)state;
    static const uint8_t changes[] = {0x00, 0x01, 0x07, 0x7f, 0x80, 0xff};
    static uint8_t bytes[16384];
    struct boot_info info;
    size_t size = load(recorded[1].path, bytes, sizeof(bytes));
    unsigned refused = 0;
    for (size_t at = 0; at < size; at++) {
        uint8_t old = bytes[at];
        for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
            bytes[at] = changes[i];
            refused += parse_bytes(bytes, size, &info) != NULL;
            bytes[at] = old ^ changes[i];
            refused += parse_bytes(bytes, size, &info) != NULL;
        }
        bytes[at] = old;
    }
    assert_true(refused > 100);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_it_is_told),
        cmocka_unit_test(an_old_root_pointer_is_kept_if_it_is_all_there_is),
        cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(maps_are_sorted),
        cmocka_unit_test(random_maps_agree_with_a_model),
        cmocka_unit_test(refuses_a_broken_head),
        cmocka_unit_test(refuses_broken_tags),
        cmocka_unit_test(refuses_broken_texts_and_modules),
        cmocka_unit_test(refuses_broken_maps),
        cmocka_unit_test(reads_what_grub_says),
        cmocka_unit_test(survives_every_truncation),
        cmocka_unit_test(survives_every_changed_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
