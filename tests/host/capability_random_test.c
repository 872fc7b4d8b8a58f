// SPDX-License-Identifier: MIT
// proves: Long random sequences of capability calls leave tables, trees and accounts as a model made of sets says, after every step.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
#include "model/driver.h"
#include "testing.h"

#define STEPS 60000
#define LENGTH 2000

/* What each call must have answered at least once: an error, 0 for success, 15 for having been interrupted. */
static const struct {
    unsigned call, answers[8];
} wanted[] = {
    {M_CAP_CREATE, {0, M_EHANDLE, M_ERIGHTS, M_EINVAL, M_EQUOTA}},
    {M_CAP_DELETE, {0, M_EHANDLE, 15}},
    {M_CAP_TRANSFER, {0, M_EHANDLE, M_ERIGHTS, M_EQUOTA}},
    {M_CAP_REVOKE, {0, M_EHANDLE, 15}},
    {M_CAP_INSPECT, {0, M_EHANDLE, M_EINVAL, M_EFAULT}},
    {M_PROC_CREATE, {0, M_EHANDLE, M_ERIGHTS, M_EINVAL, M_EQUOTA}},
    {M_PROC_DESTROY, {0, M_EHANDLE, M_ERIGHTS}},
    {M_MEM_ALLOC, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS, M_EINVAL, M_EQUOTA}},
    {M_MEM_MAP, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS, M_EINVAL, M_ESTATE, M_EQUOTA, 15}},
    {M_MEM_UNMAP, {0, M_EHANDLE, M_ETYPE, M_ESTATE, 15}},
    {M_MEM_GRANT, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS, M_ESTATE, M_EQUOTA}},
    {M_THREAD_CREATE, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS, M_EINVAL, M_EQUOTA}},
    {M_THREAD_DESTROY, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS}},
    {M_THREAD_WAKE, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS}},
    {M_PROCESS_WAIT, {0, M_EHANDLE, M_ETYPE, M_ERIGHTS, M_EINVAL, M_EFAULT, M_ESTATE, DRIVER_WAITS}},
    {DRIVER_WOKEN, {0, M_EHANDLE}},
    {M_EXIT, {0}},
};

static void random_sequences_match_the_sets(void **state)
{
    static driver_counts counts;
    static const uint64_t frames[] = {30, 100, 400, 3000};
    unsigned steps = 0;
    (void)state;
    for (unsigned i = 0; steps < STEPS; i++) {
        unsigned done = driver_sequence(random_next(), STORY_ANYTHING, LENGTH, frames[i % 4], &counts);
        assert_true(done > 0);
        steps += done;
    }
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        unsigned number = wanted[i].call == DRIVER_WOKEN ? M_PROCESS_WAIT
                          : wanted[i].call == M_EXIT     ? M_THREAD_CREATE
                                                         : wanted[i].call;
        for (unsigned j = 0; world_has(number) && j < 8 && (j == 0 || wanted[i].answers[j] != 0); j++) {
            uint64_t count = counts[wanted[i].call][wanted[i].answers[j]];
            print_message("call %u answers %u: %llu times\n", wanted[i].call, wanted[i].answers[j], (unsigned long long)count);
            assert_true(count > 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sequences_match_the_sets),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
