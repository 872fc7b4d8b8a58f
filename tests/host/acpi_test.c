/* SPDX-License-Identifier: MIT */
/*
 * The ACPI parser against tables that are written here byte by byte, from the tables of ACPI 6.5, section 5.2.
 *
 * The memory that the parser sees hands out a fresh copy of exactly the bytes that were asked for, so that
 * AddressSanitizer reports one byte read too many.
 */
// proves: The ACPI tables are read as the specification says, and a damaged, cut or impossible one is refused
// sources: arch/x86_64/acpi.c
#include "arch/x86_64/acpi.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

#define RSDT_ADDRESS UINT64_C(0x1000)
#define XSDT_ADDRESS UINT64_C(0x3210)
#define MADT_ADDRESS UINT64_C(0x5003)
#define OTHER_ADDRESS UINT64_C(0x9000)

struct region {
    uint64_t address;
    size_t length;
    uint8_t bytes[2048];
};

static struct {
    struct acpi_memory memory;
    struct region regions[4];
    unsigned region_count;
    void *copies[4096];
    unsigned copy_count;
    uint8_t rsdp[36];
    size_t rsdp_length;
    struct acpi_info info;
} world;

static const uint8_t *world_at(const struct acpi_memory *memory, uint64_t address, uint64_t length)
{
    assert_ptr_equal(memory, &world.memory);
    assert_true(length > 0);
    for (unsigned i = 0; i < world.region_count; i++) {
        struct region *r = &world.regions[i];
        if (address >= r->address && address - r->address < r->length && length <= r->length - (address - r->address)) {
            assert_true(world.copy_count < 4096);
            uint8_t *copy = malloc(length);
            memcpy(copy, r->bytes + (address - r->address), length);
            world.copies[world.copy_count++] = copy;
            return copy;
        }
    }
    return NULL;
}

static void put(struct region *r, const void *bytes, size_t length)
{
    assert_true(r->length + length <= sizeof(r->bytes));
    memcpy(r->bytes + r->length, bytes, length);
    r->length += length;
}

static void put_number(struct region *r, uint64_t value, size_t length)
{
    put(r, &value, length); /* the hosts are little-endian, as ACPI is */
}

static void balance(uint8_t *bytes, size_t length, size_t at)
{
    bytes[at] = 0;
    uint8_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum = (uint8_t)(sum + bytes[i]);
    }
    bytes[at] = (uint8_t)-sum;
}

/* Sets the length and the checksum of a table that is complete. */
static void finish(struct region *r)
{
    uint32_t length = (uint32_t)r->length;
    memcpy(r->bytes + 4, &length, 4);
    balance(r->bytes, r->length, 9);
}

static struct region *begin(uint64_t address, const char *signature)
{
    struct region *r = &world.regions[world.region_count++];
    r->address = address;
    r->length = 0;
    put(r, signature, 4);
    put_number(r, 0, 4); /* length */
    put_number(r, 1, 1); /* revision */
    put_number(r, 0, 1); /* checksum */
    put(r, "TESTERtesttest", 14);
    put_number(r, 1, 4);
    put(r, "HAND", 4);
    put_number(r, 1, 4);
    return r;
}

static void make_rsdp(unsigned revision, uint32_t rsdt, uint64_t xsdt)
{
    uint8_t *p = world.rsdp;
    uint32_t length = 36;
    memset(p, 0, sizeof(world.rsdp));
    memcpy(p, "RSD PTR ", 8);
    memcpy(p + 9, "TESTER", 6);
    p[15] = (uint8_t)revision;
    memcpy(p + 16, &rsdt, 4);
    world.rsdp_length = 20;
    if (revision >= 2) {
        memcpy(p + 20, &length, 4);
        memcpy(p + 24, &xsdt, 8);
        world.rsdp_length = 36;
    }
    balance(p, 20, 8);
    if (revision >= 2) {
        balance(p, 36, 32);
    }
}

static void put_processor(struct region *r, uint8_t uid, uint8_t id, uint32_t flags)
{
    put(r, (uint8_t[]){0, 8, uid, id}, 4);
    put_number(r, flags, 4);
}

static void put_io_apic(struct region *r, uint8_t id, uint32_t address, uint32_t first)
{
    put(r, (uint8_t[]){1, 12, id, 0}, 4);
    put_number(r, address, 4);
    put_number(r, first, 4);
}

static void put_override(struct region *r, uint8_t bus, uint8_t line, uint32_t interrupt, uint16_t flags)
{
    put(r, (uint8_t[]){2, 10, bus, line}, 4);
    put_number(r, interrupt, 4);
    put_number(r, flags, 2);
}

static struct region *begin_madt(uint32_t local_apic, uint32_t flags)
{
    struct region *r = begin(MADT_ADDRESS, "APIC");
    put_number(r, local_apic, 4);
    put_number(r, flags, 4);
    return r;
}

static void clear(void)
{
    for (unsigned i = 0; i < world.copy_count; i++) {
        free(world.copies[i]);
    }
    memset(&world, 0, sizeof(world));
    world.memory.at = world_at;
}

static int setup(void **state)
{
    (void)state;
    clear();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    clear();
    return 0;
}

/* One list of the given width that names an unreadable table, another table, and the MADT. */
static void make_list(bool extended)
{
    struct region *list = begin(extended ? XSDT_ADDRESS : RSDT_ADDRESS, extended ? "XSDT" : "RSDT");
    put_number(list, 0xdead0000, extended ? 8 : 4);
    put_number(list, OTHER_ADDRESS, extended ? 8 : 4);
    put_number(list, MADT_ADDRESS, extended ? 8 : 4);
    finish(list);
    finish(begin(OTHER_ADDRESS, "HPET"));
}

/* A small machine: two processors (one disabled), one I/O APIC, two overrides, NMI at pin 1. Returns the MADT, unfinished. */
static struct region *make_machine(bool extended)
{
    make_list(extended);
    make_rsdp(extended ? 2 : 0, extended ? 0xdeadbee0 : (uint32_t)RSDT_ADDRESS, XSDT_ADDRESS);
    struct region *madt = begin_madt(0xfee00000, 1);
    put_processor(madt, 0, 4, 1);
    put_processor(madt, 1, 5, 0);
    put_io_apic(madt, 0, 0xfec00000, 0);
    put_override(madt, 0, 0, 2, 0);
    put_override(madt, 0, 9, 20, 0xf);
    put(madt, (uint8_t[]){4, 6, 0xff, 0, 0, 1}, 6);
    return madt;
}

static const char *parse(void)
{
    memset(&world.info, 0xa5, sizeof(world.info));
    uint8_t *exact = malloc(world.rsdp_length == 0 ? 1 : world.rsdp_length);
    memcpy(exact, world.rsdp, world.rsdp_length);
    const char *refusal = acpi_parse(&world.memory, exact, world.rsdp_length, &world.info);
    free(exact);
    return refusal;
}

static void assert_refused(const char *reason)
{
    const char *refusal = parse();
    assert_non_null(refusal);
    if (strstr(refusal, reason) == NULL) {
        print_error("refused with \"%s\", expected \"%s\"\n", refusal, reason);
        fail();
    }
}

static void assert_machine(void)
{
    const struct acpi_info *info = &world.info;
    const char *refusal = parse();
    if (refusal != NULL) {
        print_error("refused: %s\n", refusal);
    }
    assert_null(refusal);
    assert_int_equal(info->local_apic, 0xfee00000);
    assert_true(info->legacy_pics);
    assert_int_equal(info->nmi_pin, 1);
    assert_int_equal(info->processor_count, 1);
    assert_int_equal(info->processors[0], 4);
    assert_int_equal(info->io_apic_count, 1);
    assert_int_equal(info->io_apics[0].address, 0xfec00000);
    assert_int_equal(info->io_apics[0].first_interrupt, 0);
    for (unsigned line = 0; line < ACPI_ISA_LINES; line++) {
        assert_int_equal(info->isa[line].interrupt, line == 0 ? 2 : line == 9 ? 20 : line);
        assert_int_equal(info->isa[line].active_low, line == 9);
        assert_int_equal(info->isa[line].level, line == 9);
    }
}

static void the_tables_of_acpi_1_are_read_through_the_rsdt(void **state)
{
    (void)state;
    finish(make_machine(false));
    assert_machine();
}

static void the_tables_of_acpi_2_are_read_through_the_xsdt(void **state)
{
    (void)state;
    finish(make_machine(true));
    assert_machine();
}

static void each_damaged_byte_of_a_checked_table_is_refused(void **state)
{
    (void)state;
    for (int extended = 0; extended < 2; extended++) {
        clear();
        finish(make_machine(extended));
        for (unsigned r = 0; r < world.region_count; r++) {
            struct region *region = &world.regions[r];
            for (size_t i = 0; region->address != OTHER_ADDRESS && i < region->length; i++) {
                for (unsigned bit = 0; bit < 8; bit++) {
                    region->bytes[i] ^= (uint8_t)(1U << bit);
                    assert_non_null(parse());
                    region->bytes[i] ^= (uint8_t)(1U << bit);
                }
                while (world.copy_count > 0) {
                    free(world.copies[--world.copy_count]);
                }
            }
        }
        for (size_t i = 0; i < world.rsdp_length; i++) {
            world.rsdp[i] ^= 0x10;
            assert_non_null(parse());
            world.rsdp[i] ^= 0x10;
        }
        assert_machine();
    }
}

static void each_table_that_runs_out_of_memory_is_refused(void **state)
{
    (void)state;
    for (int extended = 0; extended < 2; extended++) {
        clear();
        finish(make_machine(extended));
        for (unsigned r = 0; r < world.region_count; r++) {
            struct region *region = &world.regions[r];
            size_t whole = region->length;
            if (region->address == OTHER_ADDRESS) {
                continue;
            }
            for (region->length = 0; region->length < whole; region->length++) {
                assert_non_null(parse());
            }
        }
        size_t whole = world.rsdp_length;
        for (world.rsdp_length = 0; world.rsdp_length < whole; world.rsdp_length++) {
            assert_refused("the root pointer");
        }
        assert_machine();
    }
}

static void a_table_that_claims_a_length_below_its_header_or_above_the_limit_is_refused(void **state)
{
    (void)state;
    static const uint32_t lengths[] = {0, 1, 35, 36, 43, 0x10001, 0x7fffffff, 0x80000000, 0xffffffff};
    for (size_t i = 0; i < ARRAY_SIZE(lengths); i++) {
        clear();
        struct region *madt = make_machine(false);
        finish(madt);
        memcpy(madt->bytes + 4, &lengths[i], 4);
        balance(madt->bytes, lengths[i] < madt->length ? lengths[i] < 10 ? 10 : lengths[i] : madt->length, 9);
        assert_refused("the MADT is damaged");
    }
}

static void a_list_without_a_madt_is_refused(void **state)
{
    (void)state;
    make_rsdp(0, (uint32_t)RSDT_ADDRESS, 0);
    struct region *list = begin(RSDT_ADDRESS, "RSDT");
    put_number(list, OTHER_ADDRESS, 4);
    put(list, "xyz", 3); /* not a whole entry */
    finish(list);
    finish(begin(OTHER_ADDRESS, "HPET"));
    assert_refused("there is no MADT");
}

static void each_entry_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[12];
        size_t length;
        const char *reason;
    } cases[] = {
        {{0}, 1, "does not fit"},
        {{0xcc, 0}, 2, "does not fit"},
        {{0xcc, 1}, 2, "does not fit"},
        {{0xcc, 3}, 2, "does not fit"},
        {{0, 8, 0, 0, 1, 0, 0}, 7, "does not fit"},
        {{0xcc, 0xff, 0, 0}, 4, "does not fit"},
        {{0, 7, 0, 0, 1, 0, 0}, 7, "too short for its kind"},
        {{1, 11, 0, 0, 0, 0, 0xc0, 0xfe, 0, 0, 0}, 11, "too short for its kind"},
        {{2, 9, 0, 0, 2, 0, 0, 0, 0}, 9, "too short for its kind"},
        {{4, 5, 0xff, 0, 0}, 5, "too short for its kind"},
        {{5, 2}, 2, "too short for its kind"},
        {{9, 8, 0, 0, 1, 0, 0, 0}, 8, "too short for its kind"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        clear();
        struct region *madt = make_machine(false);
        put(madt, cases[i].bytes, cases[i].length);
        finish(madt);
        assert_refused(cases[i].reason);
    }
}

static void each_entry_that_contradicts_the_hardware_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[12];
        const char *reason;
    } cases[] = {
        {{1, 12, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "I/O APIC at an impossible address"},
        {{1, 12, 1, 0, 4, 0, 0xc0, 0xfe, 0, 0, 0, 0}, "I/O APIC at an impossible address"},
        {{2, 10, 1, 0, 2, 0, 0, 0, 0, 0}, "overrides an interrupt that cannot exist"},
        {{2, 10, 0, 16, 2, 0, 0, 0, 0, 0}, "overrides an interrupt that cannot exist"},
        {{2, 10, 0, 255, 2, 0, 0, 0, 0, 0}, "overrides an interrupt that cannot exist"},
        {{2, 10, 0, 3, 3, 0, 0, 0, 2, 0}, "overrides an interrupt that cannot exist"},
        {{2, 10, 0, 3, 3, 0, 0, 0, 8, 0}, "overrides an interrupt that cannot exist"},
        {{4, 6, 0xff, 0, 0, 2}, "NMI to a pin that cannot exist"},
        {{5, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "local APIC at an impossible address"},
        {{5, 12, 0, 0, 0, 1, 0xe0, 0xfe, 0, 0, 0, 0}, "local APIC at an impossible address"},
        {{5, 12, 0, 0, 0, 0, 0xe0, 0xfe, 0, 0, 0x10, 0}, "local APIC at an impossible address"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        clear();
        struct region *madt = make_machine(false);
        put(madt, cases[i].bytes, cases[i].bytes[1]);
        finish(madt);
        assert_refused(cases[i].reason);
    }
}

static void the_local_apic_address_can_be_overridden_with_64_bits(void **state)
{
    (void)state;
    struct region *madt = make_machine(false);
    put(madt, (uint8_t[]){5, 12, 0, 0, 0, 0, 0xe0, 0xfe, 0x0f, 0, 0, 0}, 12);
    finish(madt);
    assert_null(parse());
    assert_int_equal(world.info.local_apic, UINT64_C(0xffee00000));
}

static void unknown_entries_are_skipped(void **state)
{
    (void)state;
    struct region *madt = make_machine(false);
    put(madt, (uint8_t[]){0x0a, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 12);
    put(madt, (uint8_t[]){0xfe, 3, 0x55}, 3);
    put(madt, (uint8_t[]){3, 8, 0, 0, 23, 0, 0, 0}, 8);
    put(madt, (uint8_t[]){6, 2}, 2);
    finish(madt);
    assert_machine();
}

static void processors_beyond_the_limit_are_counted_but_not_kept(void **state)
{
    (void)state;
    make_list(false);
    make_rsdp(0, (uint32_t)RSDT_ADDRESS, 0);
    struct region *madt = begin_madt(0xfee00000, 0);
    for (unsigned i = 0; i < ACPI_PROCESSORS_MAX; i++) {
        put_processor(madt, (uint8_t)i, (uint8_t)i, 1);
    }
    for (uint32_t i = 0; i < 3; i++) {
        put(madt, (uint8_t[]){9, 16, 0, 0}, 4);
        put_number(madt, 0x10000 + i, 4);
        put_number(madt, 1, 4);
        put_number(madt, i, 4);
    }
    finish(madt);
    assert_null(parse());
    assert_false(world.info.legacy_pics);
    assert_int_equal(world.info.nmi_pin, ACPI_NO_PIN);
    assert_int_equal(world.info.processor_count, ACPI_PROCESSORS_MAX + 3);
    assert_int_equal(world.info.processors[ACPI_PROCESSORS_MAX - 1], ACPI_PROCESSORS_MAX - 1);
}

static void io_apics_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    struct region *madt = make_machine(false);
    for (uint32_t i = 1; i < ACPI_IO_APICS_MAX; i++) {
        put_io_apic(madt, (uint8_t)i, 0xfec00000 + 0x1000 * i, 24 * i);
    }
    finish(madt);
    assert_null(parse());
    assert_int_equal(world.info.io_apics[7].first_interrupt, 168);
    put_io_apic(madt, 8, 0xfec80000, 200);
    finish(madt);
    assert_refused("too many I/O APICs");
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(the_tables_of_acpi_1_are_read_through_the_rsdt),
        CASE(the_tables_of_acpi_2_are_read_through_the_xsdt),
        CASE(each_damaged_byte_of_a_checked_table_is_refused),
        CASE(each_table_that_runs_out_of_memory_is_refused),
        CASE(a_table_that_claims_a_length_below_its_header_or_above_the_limit_is_refused),
        CASE(a_list_without_a_madt_is_refused),
        CASE(each_entry_that_does_not_fit_is_refused),
        CASE(each_entry_that_contradicts_the_hardware_is_refused),
        CASE(the_local_apic_address_can_be_overridden_with_64_bits),
        CASE(unknown_entries_are_skipped),
        CASE(processors_beyond_the_limit_are_counted_but_not_kept),
        CASE(io_apics_beyond_the_limit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
