/* SPDX-License-Identifier: MIT */
// proves: A program's first stack is what the ABI says, whatever is put there, and its places are random, apart and within the room.
// sources: kernel/lib/launch.c kernel/lib/random.c
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/lib/launch.h"

#define TOP UINT64_C(0x7fffffffe000)

/* The byte that the program will see at an address. */
static const uint8_t *seen(const uint8_t *memory, size_t size, uint64_t address)
{
    assert_true(address >= TOP - size && address < TOP);
    return memory + (address - (TOP - size));
}

static uint64_t word(const uint8_t *memory, size_t size, uint64_t address)
{
    uint64_t value;
    assert_int_equal(address % 8, 0);
    memcpy(&value, seen(memory, size, address), sizeof(value));
    return value;
}

/* Reads a stack as a C library does, and compares. */
static void check(const struct launch_words *words, const uint8_t *memory, size_t size, uint64_t stack)
{
    assert_int_equal(stack % 16, 0);
    uint64_t at = stack;
    assert_int_equal(word(memory, size, at), words->argument_count);
    at += 8;
    for (unsigned list = 0; list < 2; list++) {
        const char *const *texts = list == 0 ? words->arguments : words->environment;
        unsigned count = list == 0 ? words->argument_count : words->environment_count;
        for (unsigned i = 0; i < count; i++, at += 8) {
            uint64_t address = word(memory, size, at);
            size_t length = strlen(texts[i]) + 1;
            assert_memory_equal(seen(memory, size, address), texts[i], length);
            (void)seen(memory, size, address + length - 1);
        }
        assert_int_equal(word(memory, size, at), 0);
        at += 8;
    }
    static const struct auxiliary standard[] = {
        {AT_PHDR, 0x1000555040}, {AT_PHNUM, 7}, {AT_PHENT, 56}, {AT_PAGESZ, 4096}, {AT_ENTRY, 0x1000556000}};
    for (unsigned i = 0; i < ARRAY_SIZE(standard); i++, at += 16) {
        assert_int_equal(word(memory, size, at), standard[i].type);
        assert_int_equal(word(memory, size, at + 8), standard[i].value);
    }
    for (unsigned i = 0; i < words->auxiliary_count; i++, at += 16) {
        assert_int_equal(word(memory, size, at), words->auxiliary[i].type);
        assert_int_equal(word(memory, size, at + 8), words->auxiliary[i].value);
    }
    assert_int_equal(word(memory, size, at), AT_RANDOM);
    uint64_t random = word(memory, size, at + 8);
    assert_memory_equal(seen(memory, size, random), words->random, 16);
    (void)seen(memory, size, random + 15);
    assert_int_equal(word(memory, size, at + 16), AT_NULL);
    assert_int_equal(word(memory, size, at + 24), 0);
    assert_true(random >= at + 32); /* nothing lies on anything else */
}

static const struct auxiliary auxiliary[] = {{0x1000, 1}, {0x1001, 0}, {0x1002, UINT64_MAX}, {0x1010, 5}};
static const struct elf_plan plan = {.movable = true, .table_loaded = true, .table = 0x40, .table_entries = 7, .entry = 0x1000};
static const struct launch_place place = {0x1000555000, TOP};
static const char *const texts[] = {"program", "", "a somewhat longer argument", "b", "A=1", "HOME=/", "EMPTY="};

static struct launch_words some(unsigned arguments, unsigned environment, unsigned pairs)
{
    struct launch_words words = {.arguments = texts,
                                 .argument_count = arguments,
                                 .environment = texts + 3,
                                 .environment_count = environment,
                                 .auxiliary = auxiliary,
                                 .auxiliary_count = pairs};
    for (unsigned i = 0; i < 16; i++) {
        words.random[i] = (uint8_t)(0xf0 + i);
    }
    return words;
}

static void every_mix_of_lists_is_laid_out_by_the_abi(void **state)
{
    (void)state;
    for (unsigned mix = 0; mix < 5 * 5 * 5; mix++) {
        struct launch_words words = some(mix % 5, mix / 5 % 5, mix / 25);
        uint8_t *memory = calloc(1, 4096);
        uint64_t stack;
        assert_true(launch_stack(&words, &plan, &place, memory, 4096, &stack));
        check(&words, memory, 4096, stack);
        for (uint64_t below = TOP - 4096; below < stack; below++) {
            assert_int_equal(*seen(memory, 4096, below), 0);
        }
        free(memory);
    }
}

static void what_does_not_fit_is_refused_and_nothing_else_is(void **state)
{
    (void)state;
    struct launch_words words = some(4, 4, 4);
    uint8_t *page = calloc(1, 4096);
    uint64_t stack;
    assert_true(launch_stack(&words, &plan, &place, page, 4096, &stack));
    size_t needed = TOP - stack;
    free(page);
    for (size_t size = 0; size <= needed + 64; size += 16) {
        uint8_t *memory = calloc(1, size + (size == 0)); /* exact, for AddressSanitizer */
        bool fits = launch_stack(&words, &plan, &place, memory, size, &stack);
        assert_int_equal(fits, size >= needed);
        if (fits) {
            check(&words, memory, size, stack);
        }
        free(memory);
    }
    uint8_t memory[64];
    words.argument_count = words.environment_count = 0;
    words.auxiliary_count = UINT32_MAX;
    assert_false(launch_stack(&words, &plan, &place, memory, sizeof(memory), &stack));
}

static void a_table_that_is_not_loaded_is_not_told_of(void **state)
{
    (void)state;
    struct launch_words words = some(0, 0, 0);
    struct elf_plan bare = plan;
    uint8_t memory[512] = {0};
    uint64_t stack;
    bare.table_loaded = false;
    assert_true(launch_stack(&words, &bare, &place, memory, sizeof(memory), &stack));
    assert_int_equal(word(memory, sizeof(memory), stack + 24), AT_PHDR);
    assert_int_equal(word(memory, sizeof(memory), stack + 32), 0);
    assert_int_equal(word(memory, sizeof(memory), stack + 40), AT_PHNUM);
    assert_int_equal(word(memory, sizeof(memory), stack + 48), 0);
}

static void places_are_apart_and_within_the_room(void **state)
{
    (void)state;
    static const uint8_t seed[RANDOM_SEED_SIZE] = {42};
    struct random random;
    uint64_t bases = 0, tops = 0, first_base = 0, first_top = 0;
    random_start(&random, seed);
    for (unsigned round = 0; round < 1000; round++) {
        struct elf_plan some_plan = {
            .movable = round % 4 != 0, .start = 0x1000, .end = 0x200000, .alignment = round % 3 == 0 ? 1 << 21 : 4096};
        struct launch_place chosen;
        assert_true(launch_place(&some_plan, &random, &chosen));
        assert_true(chosen.stack_top % PAGE_SIZE == 0 && chosen.stack_top <= LAUNCH_STACK_END);
        assert_true(chosen.stack_top - (LAUNCH_STACK_PAGES + 1) * PAGE_SIZE >= LAUNCH_STACK_START);
        if (some_plan.movable) {
            assert_true(chosen.base % some_plan.alignment == 0 && chosen.base >= LAUNCH_IMAGE_START);
            assert_true(chosen.base + some_plan.end <= LAUNCH_IMAGE_END);
            first_base = first_base == 0 ? chosen.base : first_base;
            bases |= chosen.base ^ first_base;
        } else {
            assert_int_equal(chosen.base, 0);
        }
        first_top = first_top == 0 ? chosen.stack_top : first_top;
        tops |= chosen.stack_top ^ first_top;
    }
    /* Every bit that may vary does. */
    assert_int_equal(bases, UINT64_C(0x3ffffffff000));
    assert_int_equal(tops, UINT64_C(0x1ffffffff000));
}

static void without_random_numbers_places_are_fixed(void **state)
{
    (void)state;
    struct elf_plan some_plan = {.movable = true, .end = 0x200000, .alignment = 4096};
    struct launch_place chosen;
    assert_true(launch_place(&some_plan, NULL, &chosen));
    assert_int_equal(chosen.base, LAUNCH_IMAGE_START);
    assert_int_equal(chosen.stack_top, LAUNCH_STACK_END);
    some_plan.end = LAUNCH_IMAGE_END - LAUNCH_IMAGE_START;
    assert_true(launch_place(&some_plan, NULL, &chosen));
    some_plan.end += PAGE_SIZE;
    assert_false(launch_place(&some_plan, NULL, &chosen));
    some_plan.movable = false;
    some_plan.end = LAUNCH_STACK_START;
    assert_true(launch_place(&some_plan, NULL, &chosen));
    assert_int_equal(chosen.base, 0);
    some_plan.end += PAGE_SIZE;
    assert_false(launch_place(&some_plan, NULL, &chosen));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mix_of_lists_is_laid_out_by_the_abi),
        cmocka_unit_test(what_does_not_fit_is_refused_and_nothing_else_is),
        cmocka_unit_test(a_table_that_is_not_loaded_is_not_told_of),
        cmocka_unit_test(places_are_apart_and_within_the_room),
        cmocka_unit_test(without_random_numbers_places_are_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
