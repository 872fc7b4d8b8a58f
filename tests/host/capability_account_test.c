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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_that_ends_gives_its_whole_account_back),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
