// SPDX-License-Identifier: MIT
// proves: Whatever a program and those around it have done: when the process ends, its whole account comes back to whoever paid, unless a capability says that memory is mapped in a process of its own.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
#include "model/driver.h"
#include "testing.h"

#define SEQUENCES 200
#define LENGTH 300

/* Half of the children hold their own root, so that nobody else can end them by a handle with all rights. */
static void a_child_that_ends_gives_its_whole_account_back(void **state)
{
    static driver_counts counts;
    static const uint64_t frames[] = {60, 200, 1000};
    unsigned whole = 0;
    (void)state;
    for (unsigned i = 0; i < SEQUENCES; i++) {
        assert_true(driver_sequence(random_next(), STORY_CHILD, LENGTH, frames[i % 3], &counts) > 0);
    }
    for (unsigned i = 0; i < 16; i++) {
        whole += (unsigned)counts[DRIVER_WHOLE][i];
    }
    print_message("%u of %u accounts were seen to be whole, %llu of them after mappings had been taken away\n", whole,
                  SEQUENCES, (unsigned long long)counts[DRIVER_WHOLE][1]);
    assert_true(whole >= SEQUENCES * 3 / 4);
    assert_true(!world_has(M_MEM_MAP) || counts[DRIVER_WHOLE][1] > 0);
}

static struct driver driver;
static int next_id;

static int64_t call(unsigned number, int a, int b, uint64_t c, uint64_t d)
{
    static struct step history[DRIVER_STEPS];
    struct step step = {.id = next_id, .number = number};
    for (unsigned i = 0; i < 6; i++) {
        step.arguments[i].from = MODEL_NONE;
    }
    step.arguments[0].from = a;
    step.arguments[1].from = b;
    unsigned at = b == MODEL_NONE ? 1 : 2;
    step.arguments[at].value = c;
    step.arguments[at + 1].value = d;
    history[next_id] = step;
    driver_on_failure(history + 1, (unsigned)next_id);
    return driver_step(&driver, &history[next_id++]);
}

/* A process, one that it paid for, and so on; memory is mapped in the last one, and goes when the first has ended so far. */
static void a_mapping_may_go_at_any_moment_of_the_end(void **state)
{
    (void)state;
    for (int depth = 1; depth <= 3; depth++) {
        for (unsigned pieces = 0; world_has(M_MEM_MAP) && pieces < 60; pieces++) {
            driver_begin(&driver, 400);
            next_id = 1;
            for (int i = 0; i <= depth; i++) {
                assert_true(call(M_PROC_CREATE, i, MODEL_NONE, 100 - 20 * (uint64_t)i, 0) > 0);
            }
            int memory = next_id;
            assert_true(call(M_MEM_ALLOC, 0, MODEL_NONE, 2, 0) > 0);
            assert_int_equal(call(M_MEM_MAP, depth + 1, memory, 0x400000, M_READ), 0);
            assert_int_equal(call(STEP_END, 1, MODEL_NONE, 0, 0), 0);
            for (unsigned i = 0; i < pieces; i++) {
                call(STEP_PUMP, MODEL_NONE, MODEL_NONE, 0, 0);
            }
            assert_int_equal(call(M_MEM_UNMAP, memory, MODEL_NONE, 0, 0), 0);
            for (unsigned i = 0; i < 60; i++) {
                call(STEP_PUMP, MODEL_NONE, MODEL_NONE, 0, 0);
            }
            assert_int_equal(call(STEP_WHOLE, 1, MODEL_NONE, 0, 0), 0);
            driver_end(&driver);
        }
    }
    assert_true(!world_has(M_MEM_MAP) || driver.whole[0] == 3 * 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapping_may_go_at_any_moment_of_the_end),
        cmocka_unit_test(a_child_that_ends_gives_its_whole_account_back),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
