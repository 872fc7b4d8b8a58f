/* SPDX-License-Identifier: MIT */
// proves: Registers from a user are accepted only if a processor can go on with them, and no flag or selector of theirs reaches it
// sources: arch/x86_64/frame.c
#include "arch/x86_64/user.h"

#include <string.h>

#include "testing.h"

/* The manuals' bits (AMD APM volume 2, section 3.1.6), not the kernel's constants. */
#define CF (1u << 0)
#define PF (1u << 2)
#define AF (1u << 4)
#define ZF (1u << 6)
#define SF (1u << 7)
#define TF (1u << 8)
#define DF (1u << 10)
#define OF (1u << 11)
#define AC (1u << 18)
#define ID (1u << 21)
#define OWNED (CF | PF | AF | ZF | SF | TF | DF | OF | AC | ID)
#define ALWAYS ((1u << 1) | (1u << 9))

static struct frame good(void)
{
    struct frame frame;
    memset(&frame, 0x5a, sizeof(frame));
    frame.rip = 0x400000;
    frame.rsp = 0x700000;
    frame.fs_base = frame.gs_base = 0;
    return frame;
}

/* Accepts a frame; a refused one must not have changed. */
static bool accept(struct frame frame)
{
    struct frame before = frame;
    bool accepted = frame_accept(&frame);
    if (!accepted) {
        assert_memory_equal(&frame, &before, sizeof(frame));
    }
    return accepted;
}

static const struct {
    uint64_t address;
    bool canonical, below_limit;
} addresses[] = {
    {0, true, true},
    {1, true, true},
    {UINT64_C(0x7fffffffefff), true, true},
    {UINT64_C(0x7ffffffff000), true, false},
    {UINT64_C(0x7fffffffffff), true, false},
    {UINT64_C(0x800000000000), false, false},
    {UINT64_C(0x800000000001), false, false},
    {UINT64_C(0x0001000000000000), false, false},
    {UINT64_C(0x00007fffffffffff) + (UINT64_C(1) << 63), false, false},
    {UINT64_C(0x8000000000000000), false, false},
    {UINT64_C(0xffff7fffffffffff), false, false},
    {UINT64_C(0xffff800000000000), true, false},
    {UINT64_C(0xffffffff80200000), true, false},
    {UINT64_MAX, true, false},
};

static void rip_is_below_the_limit(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(addresses); i++) {
        struct frame frame = good();
        frame.rip = addresses[i].address;
        assert_int_equal(accept(frame), addresses[i].below_limit);
    }
}

static void stack_and_bases_are_canonical(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(addresses); i++) {
        struct frame frame = good();
        frame.rsp = addresses[i].address;
        assert_int_equal(accept(frame), addresses[i].canonical);
        frame = good();
        frame.fs_base = addresses[i].address;
        assert_int_equal(accept(frame), addresses[i].canonical);
        frame = good();
        frame.gs_base = addresses[i].address;
        assert_int_equal(accept(frame), addresses[i].canonical);
    }
}

static void flags_are_those_that_ring_3_owns(void **state)
{
    (void)state;
    for (unsigned bit = 0; bit < 64; bit++) {
        struct frame frame = good();
        frame.rflags = UINT64_C(1) << bit;
        assert_true(frame_accept(&frame));
        assert_int_equal(frame.rflags, ((UINT64_C(1) << bit) & OWNED) | ALWAYS);
    }
    struct frame frame = good();
    frame.rflags = UINT64_MAX;
    assert_true(frame_accept(&frame));
    assert_int_equal(frame.rflags, OWNED | ALWAYS);
    frame = good();
    frame.rflags = 0;
    assert_true(frame_accept(&frame));
    assert_int_equal(frame.rflags, ALWAYS);
}

static void selectors_are_constants(void **state)
{
    (void)state;
    for (unsigned selector = 0; selector <= 0xffff; selector += 1) {
        struct frame frame = good();
        frame.cs = selector;
        frame.ss = UINT64_MAX - selector;
        assert_true(frame_accept(&frame));
        assert_int_equal(frame.cs, 0x23);
        assert_int_equal(frame.ss, 0x1b);
    }
}

static void general_registers_stay_and_the_origin_says_changed(void **state)
{
    (void)state;
    struct frame frame = good(), before = frame;
    assert_true(frame_accept(&frame));
    assert_memory_equal(&frame.r15, &before.r15, 15 * sizeof(uint64_t));
    assert_int_equal(frame.rip, before.rip);
    assert_int_equal(frame.rsp, before.rsp);
    assert_int_equal(frame.origin, 0x101);
}

/* Whatever it gets, what it accepts is what a processor can go on with. */
static void random_frames(void **state)
{
    (void)state;
    random_start();
    for (unsigned i = 0; i < 200000; i++) {
        struct frame frame;
        uint64_t *words = (uint64_t *)&frame;
        for (size_t word = 0; word < sizeof(frame) / 8; word++) {
            words[word] = random_next() >> random_below(64);
        }
        if (!frame_accept(&frame)) {
            continue;
        }
        assert_true(frame.rip < UINT64_C(0x7ffffffff000));
        assert_true((int64_t)(frame.rsp << 16) >> 16 == (int64_t)frame.rsp);
        assert_true((int64_t)(frame.fs_base << 16) >> 16 == (int64_t)frame.fs_base);
        assert_true((int64_t)(frame.gs_base << 16) >> 16 == (int64_t)frame.gs_base);
        assert_int_equal(frame.rflags & ~(uint64_t)OWNED, ALWAYS);
        assert_true(frame.cs == 0x23 && frame.ss == 0x1b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rip_is_below_the_limit),
        cmocka_unit_test(stack_and_bases_are_canonical),
        cmocka_unit_test(flags_are_those_that_ring_3_owns),
        cmocka_unit_test(selectors_are_constants),
        cmocka_unit_test(general_registers_stay_and_the_origin_says_changed),
        cmocka_unit_test(random_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
