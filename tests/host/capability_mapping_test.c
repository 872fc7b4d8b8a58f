// SPDX-License-Identifier: MIT
// proves: A mapping that is interrupted after any page, or refused at any page, is taken up, taken back or taken away by every call as a model made of sets says.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
#include "model/driver.h"
#include "testing.h"

/* More than twice as many as go in one piece when a mapping is taken away. */
#define PAGES 18
/* The window ends in this page table, or half of it lies in the next one. */
#define INSIDE UINT64_C(0x400000)
#define ACROSS UINT64_C(0x5f7000)

static struct driver driver;
static struct step history[DRIVER_STEPS];
static int next_id;

/* A step of a process; from[i] is the step that returned argument i, or MODEL_NONE for the number. */
static int64_t call(int actor, unsigned number, int a, int b, uint64_t c, uint64_t d, unsigned poll, unsigned abandon)
{
    struct step step = {.id = next_id, .actor = actor, .number = number, .poll = poll, .abandon = abandon};
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

enum {
    SELF = 0,
    OTHER,
    TO_OTHER,
    TO_SELF,
    MEMORY,
    COPY,
    BLOCKER,
    MAPPED
};

/* A second process, memory with a copy from which the one to be mapped was made, and one page that may stand in the way. */
static void begin(void)
{
    next_id = 1;
    driver_begin(&driver, 300);
    call(SELF, M_PROC_CREATE, SELF, MODEL_NONE, 30, 0, 0, 0);
    call(SELF, M_CAP_CREATE, OTHER, MODEL_NONE, M_MAP | M_COPY, 0, 0, 0);
    call(SELF, M_CAP_CREATE, SELF, MODEL_NONE, M_MAP | M_GIVE, 0, 0, 0);
    call(SELF, M_MEM_ALLOC, SELF, MODEL_NONE, PAGES + 2, 0, 0, 0);
    call(SELF, M_CAP_CREATE, MEMORY, MODEL_NONE, M_READ | M_WRITE | M_COPY, 0, 0, 0);
    call(SELF, M_MEM_ALLOC, SELF, MODEL_NONE, 1, 0, 0, 0);
    call(SELF, M_CAP_CREATE, COPY, MODEL_NONE, M_READ | M_WRITE | M_COPY, UINT64_C(1) << 32 | PAGES, 0, 0);
    assert_int_equal(next_id, MAPPED + 1);
}

/* What can happen to a mapping next. */
static int64_t follow(unsigned way, uint64_t address, unsigned poll)
{
    unsigned abandon = poll == 0 ? 0 : 1;
    switch (way) {
    case 0:
        return call(SELF, M_MEM_MAP, TO_OTHER, MAPPED, address, M_READ | M_WRITE, poll, abandon);
    case 1:
        return call(SELF, M_MEM_MAP, TO_OTHER, MAPPED, address + 4096, M_READ | M_WRITE, poll, abandon);
    case 2:
        return call(SELF, M_MEM_MAP, TO_OTHER, MAPPED, address, M_READ, poll, abandon);
    case 3:
        return call(SELF, M_MEM_MAP, TO_SELF, MAPPED, address, M_READ | M_WRITE, poll, abandon);
    case 4:
        return call(SELF, M_MEM_UNMAP, MAPPED, MODEL_NONE, 0, 0, poll, abandon);
    case 5:
        return call(SELF, M_CAP_DELETE, MAPPED, MODEL_NONE, 0, 0, poll, abandon);
    case 6:
        return call(SELF, M_CAP_REVOKE, COPY, MODEL_NONE, 0, 0, poll, abandon);
    case 7:
        return call(SELF, M_CAP_DELETE, MEMORY, MODEL_NONE, 0, 0, poll, abandon);
    case 8:
        return call(SELF, M_PROC_DESTROY, OTHER, MODEL_NONE, 0, 0, 0, 0);
    case 9:
        return call(SELF, M_CAP_TRANSFER, OTHER, MAPPED, 0, 0, 0, 0);
    case 10:
        return call(SELF, M_MEM_GRANT, OTHER, MEMORY, 0, 0, 0, 0);
    default:
        /* Execution of memory that is written, from another capability. */
        return call(SELF, M_MEM_MAP, TO_SELF, MEMORY, INSIDE, M_READ | M_EXECUTE, 0, 0);
    }
}
#define WAYS 12

static void every_way_of_a_mapping_is_the_model_s(void **state)
{
    uint64_t sequences = 0, interrupted = 0;
    (void)state;
    if (!world_has(M_MEM_MAP)) {
        return;
    }
    /* What stands in the way: a page at some place; an account that pays for no table, one, two, three; nothing. */
    static const unsigned obstacles[] = {0, 1, 8, 9, PAGES - 1, PAGES, PAGES + 1, PAGES + 2, PAGES + 3, PAGES + 4};
    for (size_t o = 0; o < sizeof(obstacles) / sizeof(obstacles[0]); o++) {
        unsigned obstacle = obstacles[o];
        for (unsigned across = 0; across < 2; across++) {
            for (unsigned poll = 0; poll < PAGES + 4; poll++) {
                for (unsigned way = 0; way < WAYS; way++) {
                    for (unsigned second = 0; second < (way < 8 ? 3 : 1); second++) {
                        uint64_t address = across != 0 ? ACROSS : INSIDE;
                        begin();
                        if (obstacle < PAGES) {
                            call(SELF, M_MEM_MAP, TO_OTHER, BLOCKER, address + obstacle * 4096, M_READ, 0, 0);
                        } else if (obstacle < PAGES + 4) {
                            driver_limit_of(&driver, OTHER, obstacle - PAGES);
                        }
                        call(SELF, M_MEM_MAP, TO_OTHER, MAPPED, address, M_READ | M_WRITE, poll, poll == 0 ? 0 : 1);
                        follow(way, address, second);
                        follow((way * 5 + poll) % WAYS, address, 0);
                        follow(4, address, 0);
                        interrupted += driver.interrupted;
                        driver.interrupted = 0;
                        driver_end(&driver);
                        sequences++;
                    }
                }
            }
        }
    }
    print_message("%llu sequences, %llu interruptions\n", (unsigned long long)sequences, (unsigned long long)interrupted);
    assert_true(interrupted > sequences / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_a_mapping_is_the_model_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
