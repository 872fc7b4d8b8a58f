// SPDX-License-Identifier: MIT
// proves: Every call judges its handles, rights, values and pointers in the fixed order, for every type and every set of rights, and no forged handle names anything.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/revoke.c kernel/user_memory.c
#include <string.h>

#include "model/driver.h"
#include "testing.h"

static struct driver driver;
static int next_id;

static struct argument number(uint64_t value)
{
    return (struct argument){.from = MODEL_NONE, .value = value};
}

static struct argument handle(int id)
{
    return (struct argument){.from = id};
}

/* A call by the first process. Its answer is compared with the model's, and so is everything else. */
static int64_t call(unsigned call_number, struct argument a, struct argument b, struct argument c)
{
    struct step step = {.id = next_id, .number = call_number, .arguments = {a, b, c, number(0), number(0), number(0)}};
    static struct step history[DRIVER_STEPS];
    history[next_id] = step;
    driver_on_failure(history + 1, (unsigned)next_id);
    int64_t result = driver_step(&driver, &step);
    next_id++;
    if (next_id > DRIVER_STEPS - 8) {
        fail_msg("too many steps");
    }
    return result;
}

static void begin(uint64_t frames)
{
    driver_begin(&driver, frames);
    next_id = 1;
}

/* The last step that was made. */
static int last(void)
{
    return next_id - 1;
}

static void delete (int id)
{
    assert_int_equal(call(M_CAP_DELETE, handle(id), number(0), number(0)), 0);
}

/* An object of each type that there is: a handle with all rights, which are these. */
struct sample {
    int id;
    unsigned rights;
};

static unsigned samples_make(struct sample *samples)
{
    unsigned n = 0;
    assert_true(call(M_PROC_CREATE, handle(0), number(40), number(3)) > 0);
    samples[n++] =
        (struct sample){last(), M_READ | M_WRITE | M_COPY | M_DESTROY | M_WAIT | M_GIVE | M_MAP | M_THREADS | M_SPEND};
    return n;
}

/* The calls that take handles: how many, and values with which they succeed. */
static const struct {
    unsigned number, handles;
    uint64_t values[3];
} subjects[] = {
    {M_CAP_CREATE, 1, {0, 0, 0}},
    {M_CAP_DELETE, 1, {0, 0, 0}},
    {M_CAP_TRANSFER, 2, {0, 0, 0}},
    {M_CAP_REVOKE, 1, {0, 0, 0}},
    {M_CAP_INSPECT, 1, {0, MODEL_USER_PAGE, 72}},
    {M_PROC_CREATE, 1, {0, 3, 1}},
    {M_PROC_DESTROY, 1, {0, 0, 0}},
};

/* How an argument that is no handle can be wrong as well. */
static const uint64_t wrong_values[] = {0, 1, 1 << 15, UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX};

/* One handle of every kind, the others one good and one bad, all values right, and each of them wrong. */
static void every_rights_mask_of_every_type_is_judged_in_the_fixed_order(void **state)
{
    uint64_t made = 0;
    (void)state;
    for (size_t s = 0; s < sizeof(subjects) / sizeof(subjects[0]); s++) {
        for (unsigned at = 0; at < subjects[s].handles; at++) {
            struct sample samples[M_TYPES];
            begin(900);
            unsigned types = samples_make(samples);
            for (unsigned t = 0; t < types; t++) {
                for (unsigned mask = 0; mask <= samples[t].rights; mask++) {
                    if ((mask & ~samples[t].rights) != 0) {
                        continue;
                    }
                    if (next_id > DRIVER_STEPS - 100) {
                        driver_end(&driver);
                        begin(900);
                        samples_make(samples);
                    }
                    for (unsigned variant = 0; variant < 2 + (subjects[s].handles < 2 ? 2 : 0); variant++) {
                        struct argument a[3];
                        if (call(M_CAP_CREATE, handle(samples[t].id), number(mask), number(0)) <= 0) {
                            fail_msg("a capability with rights 0x%x cannot be made", mask);
                        }
                        int probe = last();
                        for (unsigned i = 0; i < 3; i++) {
                            a[i] = number(subjects[s].values[i]);
                        }
                        a[at] = handle(probe);
                        int spare = MODEL_NONE;
                        if (subjects[s].handles == 2) {
                            if (variant == 1) {
                                a[1 - at] = number(0);
                            } else {
                                call(M_CAP_CREATE, handle(0), number(M_GIVE | M_SPEND | M_COPY), number(0));
                                spare = last();
                                a[1 - at] = handle(spare);
                            }
                        } else if (variant > 0) {
                            a[variant < 3 ? variant : 1] =
                                number(wrong_values[mask % (sizeof(wrong_values) / sizeof(uint64_t))]);
                        }
                        int64_t result = call(subjects[s].number, a[0], a[1], a[2]);
                        made++;
                        if (result > 0 && subjects[s].number == M_CAP_TRANSFER && at == 0) {
                            call(M_CAP_REVOKE, handle(0), number(0), number(0)); /* what was moved is in the other table */
                        } else if (result > 0) {
                            delete (last());
                        }
                        struct step drain = {.id = next_id++, .number = STEP_DRAIN};
                        driver_step(&driver, &drain);
                        if (result == 0 && subjects[s].number == M_PROC_DESTROY) {
                            samples_make(samples);
                        } else if (!(result == 0 && subjects[s].number == M_CAP_DELETE) &&
                                   !(result > 0 && subjects[s].number == M_CAP_TRANSFER && at == 1)) {
                            delete (probe);
                        }
                        if (spare != MODEL_NONE && !(result > 0 && at == 0)) {
                            delete (spare);
                        }
                    }
                }
            }
            driver_end(&driver);
        }
    }
    print_message("%llu calls\n", (unsigned long long)made);
}

/* Demands that a bit pattern names nothing, unless the model says that it does. */
static void forge(uint64_t pattern)
{
    call(M_CAP_INSPECT, number(pattern), number(MODEL_USER_PAGE), number(8));
    next_id--;
}

static void no_forged_pattern_names_anything(void **state)
{
    static const uint64_t generations[] = {0, 1, 2, 3, UINT64_C(1) << 47, (UINT64_C(1) << 48) - 1};
    (void)state;
    begin(200);
    /* Three pages of a table, with holes in all of them. */
    for (unsigned i = 0; i < 150; i++) {
        assert_true(call(M_CAP_CREATE, handle(0), number(M_COPY), number(0)) > 0);
    }
    for (unsigned i = 3; i < 150; i += 7) {
        delete ((int)i);
    }
    for (uint64_t place = 0; place < 4096; place++) {
        for (size_t g = 0; g < sizeof(generations) / sizeof(generations[0]); g++) {
            driver.trusting = g != 0;
            forge(generations[g] << 12 | place);
        }
    }
    for (int id = 0; id < 150; id += 29) {
        for (unsigned a = 0; a < 64; a++) {
            for (unsigned b = a; b < 64; b++) {
                forge(driver.handle_of[id] ^ UINT64_C(1) << a ^ (a != b ? UINT64_C(1) << b : 0));
            }
        }
    }
    for (unsigned i = 0; i < 20000; i++) {
        forge(random_next() >> random_below(64));
    }
    driver.trusting = false;
    driver_end(&driver);
}

static void a_full_table_refuses_and_gives_back(void **state)
{
    (void)state;
    begin(200);
    driver.trusting = true;
    while (call(M_CAP_CREATE, handle(0), number(M_COPY), number(0)) > 0) {
    }
    driver.trusting = false;
    assert_int_equal(last(), 63 * 64);
    assert_int_equal(call(M_CAP_TRANSFER, handle(0), handle(7), number(0)), -M_EQUOTA);
    assert_int_equal(call(M_PROC_CREATE, handle(0), number(1), number(1)), -M_EQUOTA);
    delete (1234);
    assert_true(call(M_PROC_CREATE, handle(0), number(1), number(1)) > 0);
    driver_end(&driver);
}

static void a_slot_without_another_generation_is_never_used_again(void **state)
{
    uint64_t arguments[6] = {0}, worn = 0, self;
    int64_t result;
    (void)state;
    uint64_t before = world_free();
    void *process = world_first(50, &self);
    for (unsigned i = 0; i < 300; i++) {
        arguments[0] = self;
        arguments[1] = M_COPY;
        world_call(process, M_CAP_CREATE, arguments, 0, &result);
        assert_true(result > 0);
        if (i == 0) {
            worn = world_wear_out(process, (uint64_t)result);
            arguments[0] = (uint64_t)result;
            world_call(process, M_CAP_DELETE, arguments, 0, &result);
            assert_int_equal(result, -M_EHANDLE);
            arguments[0] = worn;
        } else {
            assert_true(((uint64_t)result & 4095) != (worn & 4095));
            arguments[0] = (uint64_t)result;
        }
        if (i < 100) {
            world_call(process, M_CAP_DELETE, arguments, 0, &result);
            assert_int_equal(result, 0);
        }
    }
    arguments[0] = worn;
    world_call(process, M_CAP_DELETE, arguments, 0, &result);
    assert_int_equal(result, -M_EHANDLE);
    arguments[0] = worn & 4095;
    world_call(process, M_CAP_DELETE, arguments, 0, &result);
    assert_int_equal(result, -M_EHANDLE);
    arguments[0] = self;
    world_call(process, M_CAP_DELETE, arguments, 0, &result);
    while (world_pump()) {
    }
    assert_int_equal(world_free(), before);
}

/* Each frame that a call asks for is refused in turn, until it asks for no more. */
static void a_frame_that_is_refused_is_an_error_and_leaks_nothing(void **state)
{
    unsigned refusals = 0;
    (void)state;
    for (unsigned full = 0; full < 2; full++) {
        for (size_t s = 0; s < 3; s++) {
            static const unsigned calls[] = {M_CAP_CREATE, M_CAP_TRANSFER, M_PROC_CREATE};
            int64_t result = -M_EQUOTA;
            for (unsigned n = 1; result == -M_EQUOTA; n++) {
                begin(300);
                call(M_PROC_CREATE, handle(0), number(40), number(3));
                while (full != 0 && last() < 62) {
                    call(M_CAP_CREATE, handle(0), number(M_COPY), number(0));
                }
                driver.refuse = n;
                result = call(calls[s], s == 1 ? handle(1) : handle(0), s == 1 ? handle(0) : number(1), number(0));
                refusals += result == -M_EQUOTA;
                driver.refuse = 0;
                driver_end(&driver);
                assert_true(n < 10);
            }
            assert_true(result > 0);
        }
    }
    print_message("%u refusals\n", refusals);
    /* Nothing, a page of the table, a process of two frames; then each with a page of the caller's table. */
    assert_int_equal(refusals, (0 + 1 + 2) + (1 + 1 + 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rights_mask_of_every_type_is_judged_in_the_fixed_order),
        cmocka_unit_test(no_forged_pattern_names_anything),
        cmocka_unit_test(a_full_table_refuses_and_gives_back),
        cmocka_unit_test(a_slot_without_another_generation_is_never_used_again),
        cmocka_unit_test(a_frame_that_is_refused_is_an_error_and_leaks_nothing),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
