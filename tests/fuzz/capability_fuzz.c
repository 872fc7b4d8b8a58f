/* SPDX-License-Identifier: MIT */
/*
 * Sequences of capability calls that libFuzzer makes up: each byte of an input is a decision of the generator that the random test uses. After each call
 * the kernel is compared with a model made of sets.
 */
// proves: No sequence of capability calls that the fuzzer finds leaves the kernel other than a model made of sets says
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
// flags: -mllvm -asan-globals=0
// runs: 2000
#include "tests/host/model/driver.h"

#include <stdio.h>

static const uint8_t *bytes;
static size_t left;

/* A decision is a byte, or eight of them if there are more ways to go than a byte can tell. */
static uint64_t choose(uint64_t limit)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < (limit <= 256 ? 1 : 8) && left > 0; i++, left--) {
        value = value << 8 | *bytes++;
    }
    return value % limit;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct driver driver;
    static struct step steps[DRIVER_STEPS];
    static const uint64_t frames[] = {30, 100, 400, 3000};
    bytes = data;
    left = size;
    driver_begin(&driver, frames[choose(4)]);
    driver_on_failure(steps, 0);
    driver.profile = (unsigned)choose(3);
    for (int id = 1; id < DRIVER_STEPS && left > 0 && !driver_over(&driver); id++) {
        steps[id - 1] = driver_random(&driver, id, choose);
        driver_on_failure(steps, (unsigned)id);
        driver_step(&driver, &steps[id - 1]);
    }
    driver_end(&driver);
    return 0;
}
