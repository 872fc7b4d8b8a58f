// SPDX-License-Identifier: MIT
// proves: Every call judges its handles, rights, values and pointers in the fixed order, for every type and every set of rights, and no forged handle names anything.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
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
static int64_t call_with(unsigned call_number, const struct argument arguments[5])
{
    struct step step = {.id = next_id, .number = call_number};
    memcpy(step.arguments, arguments, 5 * sizeof(arguments[0]));
    step.arguments[5] = number(0);
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

static int64_t call(unsigned call_number, struct argument a, struct argument b, struct argument c)
{
    return call_with(call_number, (struct argument[]){a, b, c, number(0), number(0)});
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

/* An object of each type that there is, by the step that made it, and all rights to it. */
static const struct sample {
    unsigned made_by, rights;
} samples[] = {
    {M_PROC_CREATE, M_READ | M_WRITE | M_COPY | M_DESTROY | M_WAIT | M_GIVE | M_MAP | M_THREADS | M_SPEND},
    {M_MEM_ALLOC, M_READ | M_WRITE | M_EXECUTE | M_COPY},
    {M_THREAD_CREATE, M_READ | M_WRITE | M_COPY | M_DESTROY | M_WAKE},
};
#define SAMPLES (sizeof(samples) / sizeof(samples[0]))

/* Makes them: step 1 a process, 2 memory of 5 pages, 3 a thread in the process. */
static void make_samples(void)
{
    begin(900);
    assert_true(call(M_PROC_CREATE, handle(0), number(40), number(3)) > 0);
    if (world_has(M_MEM_ALLOC)) {
        assert_true(call(M_MEM_ALLOC, handle(0), number(5), number(0)) > 0);
    }
    next_id = 3;
    if (world_has(M_THREAD_CREATE)) {
        assert_true(
            call_with(M_THREAD_CREATE, (struct argument[]){handle(1), number(0x400000), number(0), number(0), number(1)}) > 0);
    }
    next_id = 4;
}

/* The calls that take handles: how many, and values with which they succeed. */
static const struct subject {
    unsigned number, handles;
    uint64_t values[5];
} subjects[] = {
    {M_CAP_CREATE, 1, {0}},
    {M_CAP_DELETE, 1, {0}},
    {M_CAP_TRANSFER, 2, {0}},
    {M_CAP_REVOKE, 1, {0}},
    {M_CAP_INSPECT, 1, {0, MODEL_USER_PAGE, MODEL_INFO_BYTES}},
    {M_PROC_CREATE, 1, {0, 3, 1}},
    {M_PROC_DESTROY, 1, {0}},
    {M_MEM_ALLOC, 1, {0, 2}},
    {M_MEM_MAP, 2, {0, 0, 0x400000, M_READ}},
    {M_MEM_UNMAP, 1, {0}},
    {M_MEM_GRANT, 2, {0}},
    {M_THREAD_CREATE, 1, {0, 0x400000, 0, 0, 1}},
    {M_THREAD_DESTROY, 1, {0}},
    {M_THREAD_WAKE, 1, {0}},
    {M_PROCESS_WAIT, 1, {0, MODEL_USER_PAGE, MODEL_OUTCOME_BYTES}},
};

/* How an argument that is no handle can be wrong. */
static const uint64_t wrong_values[] = {0, 7, 1 << 15, UINT64_C(1) << 32, UINT64_C(1) << 63, UINT64_MAX};
#define WRONG (sizeof(wrong_values) / sizeof(wrong_values[0]))

/* One attempt: this call with a probe as one of its handles; variants make other arguments wrong. Returns false if there is no such variant. */
static bool attempt(const struct subject *subject, unsigned at, unsigned sample, unsigned mask, unsigned variant)
{
    static bool fresh;
    struct argument a[5];
    int spare = MODEL_NONE;
    unsigned values = 5 - subject->handles;
    if (variant >= 2 + values) {
        return false;
    }
    if (!fresh) {
        make_samples();
        fresh = true;
    }
    if (call(M_CAP_CREATE, handle(1 + (int)sample), number(mask), number(0)) <= 0) {
        fail_msg("a capability with rights 0x%x cannot be made", mask);
    }
    int probe = last();
    for (unsigned i = 0; i < 5; i++) {
        a[i] = number(subject->values[i]);
    }
    a[at] = handle(probe);
    if (subject->handles == 2 && variant != 1) {
        /* The other handle is good for a process or memory, whichever its place asks for. */
        bool memory = at == 0 && subject->number != M_CAP_TRANSFER;
        call(M_CAP_CREATE, handle(memory ? 2 : 0), number(memory ? M_READ | M_COPY : M_GIVE | M_SPEND | M_MAP), number(0));
        spare = last();
        a[1 - at] = handle(spare);
    } else if (subject->handles == 2) {
        a[1 - at] = number(UINT64_C(0xabc0de));
    }
    if (variant >= 2) {
        a[subject->handles + variant - 2] = number(wrong_values[(mask + variant) % WRONG]);
    }
    int64_t result = call_with(subject->number, a);
    if (result >= 0 || next_id > DRIVER_STEPS - 100) {
        driver_end(&driver);
        fresh = false;
    } else {
        delete (probe);
        if (spare != MODEL_NONE) {
            delete (spare);
        }
    }
    return true;
}

static void every_rights_mask_of_every_type_is_judged_in_the_fixed_order(void **state)
{
    unsigned made = 0;
    (void)state;
    for (size_t s = 0; s < sizeof(subjects) / sizeof(subjects[0]); s++) {
        for (unsigned at = 0; world_has(subjects[s].number) && at < subjects[s].handles; at++) {
            for (unsigned t = 0; t < SAMPLES; t++) {
                for (unsigned mask = 0; world_has(samples[t].made_by) && mask <= samples[t].rights; mask++) {
                    for (unsigned v = 0; (mask & ~samples[t].rights) == 0 && attempt(&subjects[s], at, t, mask, v); v++) {
                        made++;
                    }
                }
            }
        }
    }
    print_message("%u calls\n", made);
    driver_end(&driver);
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
        world_call(process, NULL, M_CAP_CREATE, arguments, 0, &result);
        assert_true(result > 0);
        if (i == 0) {
            worn = world_wear_out(process, (uint64_t)result);
            arguments[0] = (uint64_t)result;
            world_call(process, NULL, M_CAP_DELETE, arguments, 0, &result);
            assert_int_equal(result, -M_EHANDLE);
            arguments[0] = worn;
        } else {
            assert_true(((uint64_t)result & 4095) != (worn & 4095));
            arguments[0] = (uint64_t)result;
        }
        if (i < 100) {
            world_call(process, NULL, M_CAP_DELETE, arguments, 0, &result);
            assert_int_equal(result, 0);
        }
    }
    arguments[0] = worn;
    world_call(process, NULL, M_CAP_DELETE, arguments, 0, &result);
    assert_int_equal(result, -M_EHANDLE);
    arguments[0] = worn & 4095;
    world_call(process, NULL, M_CAP_DELETE, arguments, 0, &result);
    assert_int_equal(result, -M_EHANDLE);
    arguments[0] = self;
    world_call(process, NULL, M_CAP_DELETE, arguments, 0, &result);
    while (world_pump()) {
    }
    assert_int_equal(world_free(), before);
}

/*
 * The calls that need frames. Step 1 is a process, 2 memory, 3 a thread, as above; from step 4 on the table of the first process is filled
 * up, or there is room.
 */
static const struct hungry {
    unsigned number;
    struct argument arguments[5];
} hungry[] = {
    {M_CAP_CREATE, {{0, 0}, {MODEL_NONE, M_READ}, {MODEL_NONE, 0}}},
    {M_CAP_TRANSFER, {{1, 0}, {4, 0}}},
    {M_PROC_CREATE, {{0, 0}, {MODEL_NONE, 0}, {MODEL_NONE, 0}}},
    {M_MEM_ALLOC, {{0, 0}, {MODEL_NONE, 1}}},
    {M_MEM_MAP, {{0, 0}, {2, 0}, {MODEL_NONE, 0x3ff000}, {MODEL_NONE, M_READ}}},
    {M_MEM_GRANT, {{1, 0}, {2, 0}}},
    {M_THREAD_CREATE, {{0, 0}, {MODEL_NONE, 0x400000}, {MODEL_NONE, 0}, {MODEL_NONE, 0}, {MODEL_NONE, 1}}},
};

static void fill(bool full)
{
    unsigned handles = 1 + 1 + world_has(M_MEM_ALLOC) + world_has(M_THREAD_CREATE);
    make_samples();
    do {
        call(M_CAP_CREATE, handle(0), number(M_COPY), number(0));
        handles++;
    } while (full && handles < 63);
}

/* Each frame that a call asks for is refused in turn, until it asks for no more. */
static void a_frame_that_is_refused_is_an_error_and_leaks_nothing(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof(hungry) / sizeof(hungry[0]); s++) {
        unsigned refusals = 0;
        for (unsigned full = 0; full < 2; full++) {
            int64_t result = -M_EQUOTA;
            for (unsigned n = 1; world_has(hungry[s].number) && result == -M_EQUOTA; n++) {
                fill(full != 0);
                driver.refuse = n;
                result = call_with(hungry[s].number, hungry[s].arguments);
                refusals += result == -M_EQUOTA;
                driver.refuse = 0;
                driver_end(&driver);
                assert_true(n < 30);
            }
        }
        print_message("call %u: %u refusals\n", hungry[s].number, refusals);
        assert_true(refusals > 0 || !world_has(hungry[s].number));
    }
}

/* Each call with an account that has no frame left, one, two and so on, until it has what it needs. */
static void an_account_that_does_not_reach_is_an_error_and_nothing_is_charged(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof(hungry) / sizeof(hungry[0]); s++) {
        unsigned refusals = 0;
        int payer = hungry[s].number == M_CAP_TRANSFER || hungry[s].number == M_MEM_GRANT; /* who receives */
        for (unsigned full = 0; full < 2; full++) {
            for (unsigned left = 0; world_has(hungry[s].number) && left < 12; left++) {
                uint64_t least, most;
                fill(full != 0);
                model_used(&driver.model, driver.process_of[payer], &least, &most);
                driver_limit_of(&driver, payer, most + left);
                refusals += call_with(hungry[s].number, hungry[s].arguments) == -M_EQUOTA;
                driver_end(&driver);
            }
        }
        print_message("call %u: %u refusals\n", hungry[s].number, refusals);
        assert_true(refusals > 0 || !world_has(hungry[s].number));
    }
}

/* The same calls with a value that is wrong, in a table without room and with an account that does not reach: what is wrong comes first. */
static void a_value_is_judged_before_anything_is_charged(void **state)
{
    static const struct hungry wrong[] = {
        {M_CAP_CREATE, {{0, 0}, {MODEL_NONE, M_READ}, {MODEL_NONE, UINT64_MAX}}},
        {M_PROC_CREATE, {{0, 0}, {MODEL_NONE, 0}, {MODEL_NONE, 32}}},
        {M_MEM_ALLOC, {{0, 0}, {MODEL_NONE, 0}}},
        {M_MEM_MAP, {{0, 0}, {2, 0}, {MODEL_NONE, 0x3ff001}, {MODEL_NONE, M_READ}}},
        {M_THREAD_CREATE, {{0, 0}, {MODEL_NONE, 0x400000}, {MODEL_NONE, 0}, {MODEL_NONE, 0}, {MODEL_NONE, 32}}},
    };
    (void)state;
    for (size_t s = 0; s < sizeof(wrong) / sizeof(wrong[0]); s++) {
        for (unsigned left = 0; world_has(wrong[s].number) && left < 3; left++) {
            uint64_t least, most;
            fill(true);
            model_used(&driver.model, driver.process_of[0], &least, &most);
            driver_limit_of(&driver, 0, most + left);
            assert_int_equal(call_with(wrong[s].number, wrong[s].arguments), -M_EINVAL);
            driver_end(&driver);
        }
    }
}

/* More frames than the host has: the cost of memory is judged, not taken. */
static void memory_of_every_size_costs_what_it_may_take(void **state)
{
    static const uint64_t sizes[] = {1,      447,    448,    449,    512,    513,           896,    897,
                                     229375, 229376, 229377, 262144, 262145, (1 << 24) - 1, 1 << 24};
    (void)state;
    if (!world_has(M_MEM_ALLOC)) {
        return;
    }
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        begin(UINT64_C(1) << 30);
        assert_true(call(M_MEM_ALLOC, handle(0), number(sizes[i]), number(0)) > 0);
        assert_int_equal(call(M_MEM_ALLOC, handle(0), number((UINT64_C(1) << 24) + 1), number(0)), -M_EINVAL);
        driver_end(&driver);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rights_mask_of_every_type_is_judged_in_the_fixed_order),
        cmocka_unit_test(no_forged_pattern_names_anything),
        cmocka_unit_test(a_full_table_refuses_and_gives_back),
        cmocka_unit_test(a_slot_without_another_generation_is_never_used_again),
        cmocka_unit_test(a_frame_that_is_refused_is_an_error_and_leaks_nothing),
        cmocka_unit_test(an_account_that_does_not_reach_is_an_error_and_nothing_is_charged),
        cmocka_unit_test(a_value_is_judged_before_anything_is_charged),
        cmocka_unit_test(memory_of_every_size_costs_what_it_may_take),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
