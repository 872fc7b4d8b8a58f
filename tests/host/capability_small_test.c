// SPDX-License-Identifier: MIT
// proves: From every tree of at most six capabilities in two processes, every call leads to where a model made of sets says, and interrupted ones do too.
// sources: tests/host/model/driver.c tests/host/model/model.c tests/host/model/world.c arch/x86_64/page_table.c arch/x86_64/table_count.c kernel/account.c kernel/basic_calls.c kernel/call_return.c kernel/call_table.c kernel/capability.c kernel/capability_calls.c kernel/check.c kernel/debug_write.c kernel/mapping.c kernel/memory.c kernel/memory_calls.c kernel/object_end.c kernel/process.c kernel/process_calls.c kernel/process_end.c kernel/process_wait.c kernel/revoke.c kernel/scheduler.c kernel/thread.c kernel/thread_calls.c kernel/user_memory.c
#include <string.h>

#include "model/driver.h"
#include "testing.h"

/* Capabilities to the object whose tree is explored, the root included: no tree is deeper than five. */
#define MOST 6
/* So many trees of them are there, two that differ in the order of siblings only counting as one. */
#define TREES 6472

/* Where traces of halved revocations count, too, with fewer capabilities. */
#define MOST_TRACED 4
#define TREES_TRACED 1074
/* How many steps lead from the first state to any other, at most. */
#define PATH 24
#define STATES 20000

#define A 0 /* the first process: holds capabilities to itself, to B and to X */
#define B 1 /* a second one: holds one to A */
#define X 2 /* what the tree is about */
#define LESS M_READ

/* A state is the way to it. */
struct state {
    uint64_t key;
    uint32_t from;
    struct step by;
    unsigned depth; /* in steps */
};

static struct state *states;
static unsigned count;
static uint32_t *index_of_key; /* state number + 1 */
#define INDEX_SLOTS (4 * STATES)

static struct driver driver;
static unsigned most;
static bool traced;

static struct step call(int id, int actor, unsigned number, int a, int b, uint64_t value)
{
    struct step step = {.id = id, .actor = actor, .number = number};
    for (unsigned i = 0; i < 6; i++) {
        step.arguments[i].from = MODEL_NONE;
    }
    step.arguments[0].from = a;
    step.arguments[1].from = b;
    if (b == MODEL_NONE) {
        step.arguments[1].value = value;
    }
    return step;
}

/* A and B, each with a capability to the other, and X. */
static void begin(void)
{
    struct step steps[] = {
        call(1, 0, M_PROC_CREATE, 0, MODEL_NONE, 20),
        call(2, 0, M_PROC_CREATE, 0, MODEL_NONE, 20),
        call(3, 0, M_CAP_CREATE, 0, MODEL_NONE, M_GIVE),
        call(4, 0, M_CAP_TRANSFER, 1, 3, 0),
    };
    driver_begin(&driver, 200);
    for (unsigned i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        assert_true(driver_step(&driver, &steps[i]) > 0);
    }
}

/*
 * A number for the tree below a capability, the same for trees that differ in the order of siblings only. Where a revocation has stopped halfway
 * the kernel's list may show that there was something between a capability and its parent: that counts if traces do.
 */
static uint64_t tree(int cap)
{
    const struct model *m = &driver.model;
    uint64_t children = 0;
    for (int c = 0; c < m->cap_end; c++) {
        if (m->caps[c].used && m->caps[c].parent == cap) {
            children += tree(c);
        }
    }
    uint64_t z = children * 32 + (traced && m->caps[cap].lifts > 0) * 4 +
                 (uint64_t)(m->caps[cap].holder == driver.process_of[B]) * 2 + (m->caps[cap].rights == LESS) + 1;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Notes the present state, if it is new. */
static void note(uint32_t from, const struct step *by, unsigned depth)
{
    int root = driver.model.objects[driver.process_of[X]].root;
    if (root == MODEL_NONE || driver.model.objects[driver.process_of[X]].ending ||
        driver.model.objects[driver.process_of[B]].ending) {
        return; /* what follows is the same from everywhere: all goes */
    }
    uint64_t key = tree(root);
    uint64_t slot = key % INDEX_SLOTS;
    while (index_of_key[slot] != 0) {
        if (states[index_of_key[slot] - 1].key == key) {
            return;
        }
        slot = (slot + 1) % INDEX_SLOTS;
    }
    assert_true(count < STATES && depth < PATH);
    states[count] = (struct state){.key = key, .from = from, .depth = depth};
    if (by != NULL) {
        states[count].by = *by;
    }
    index_of_key[slot] = ++count;
}

static struct step trail[PATH + 1]; /* what led to the present state, and what is tried in it */

/* Builds a state anew. */
static void rebuild(uint32_t number)
{
    unsigned depth = states[number].depth;
    for (unsigned i = depth; i > 0; i--) {
        trail[i - 1] = states[number].by;
        number = states[number].from;
    }
    driver.trusting = true;
    begin();
    for (unsigned i = 0; i < depth; i++) {
        driver_step(&driver, &trail[i]);
    }
    driver.trusting = false;
}

/* How many capabilities were made from one, itself included. */
static unsigned below(int cap)
{
    const struct model *m = &driver.model;
    unsigned n = 1;
    for (int c = 0; c < m->cap_end; c++) {
        n += m->caps[c].used && m->caps[c].parent == cap ? below(c) : 0;
    }
    return n;
}

/* Everything that can be tried in the present state. */
static unsigned attempts(struct step *steps, int id)
{
    const struct model *m = &driver.model;
    int x = driver.process_of[X];
    unsigned n = 0, held = 0;
    for (int c = 0; c < m->cap_end; c++) {
        held += m->caps[c].used && m->caps[c].object == x;
    }
    for (int c = 0; c < m->cap_end; c++) {
        if (!m->caps[c].used || m->caps[c].object != x) {
            continue;
        }
        bool in_b = m->caps[c].holder == driver.process_of[B];
        int actor = in_b ? B : A, me = (int)m->caps[c].born;
        if (held < most) {
            steps[n++] = call(id, actor, M_CAP_CREATE, me, MODEL_NONE, m->caps[c].rights);
            if (m->caps[c].rights != LESS) {
                steps[n++] = call(id, actor, M_CAP_CREATE, me, MODEL_NONE, LESS);
            }
        }
        steps[n++] = call(id, actor, M_CAP_CREATE, me, MODEL_NONE, LESS | M_WAKE);
        steps[n++] = call(id, actor, M_CAP_TRANSFER, in_b ? 4 : 1, me, 0);
        steps[n++] = call(id, 1 - actor, M_CAP_DELETE, me, MODEL_NONE, 0);
        if (m->caps[c].rights != LESS) {
            steps[n++] = call(id, actor, M_PROC_DESTROY, me, MODEL_NONE, 0);
        }
        /* Each piece of the work may be the last before an interrupt. */
        for (unsigned poll = 0; poll <= below(c); poll++) {
            for (unsigned revoke = 0; revoke < 2; revoke++) {
                steps[n] = call(id, actor, revoke ? M_CAP_REVOKE : M_CAP_DELETE, me, MODEL_NONE, 0);
                steps[n].poll = poll;
                steps[n++].abandon = poll == 0 ? 0 : 1;
            }
        }
    }
    steps[n++] = call(id, A, M_CAP_DELETE, 1, MODEL_NONE, 0); /* B ends, with all that it holds */
    return n;
}

static void explore(unsigned expected)
{
    struct step steps[MOST * 24];
    uint64_t tried = 0;
    count = 0;
    memset(index_of_key, 0, INDEX_SLOTS * sizeof(*index_of_key));
    begin();
    note(0, NULL, 0);
    driver_end(&driver);
    for (uint32_t s = 0; s < count; s++) {
        rebuild(s);
        unsigned n = attempts(steps, 5 + (int)states[s].depth);
        for (unsigned i = 0; i < n; i++) {
            tried++;
            uint64_t again = driver.interrupted;
            trail[states[s].depth] = steps[i];
            driver_on_failure(trail, states[s].depth + 1);
            int64_t result = driver_step(&driver, &steps[i]);
            if (result >= 0 || driver.interrupted != again) {
                note(s, &steps[i], states[s].depth + 1);
                driver_end(&driver);
                rebuild(s);
            }
        }
        driver_end(&driver);
    }
    print_message("%u states, %llu calls tried in them\n", count, (unsigned long long)tried);
    assert_int_equal(count, expected);
}

static void every_tree_of_six_is_reached_and_left_as_the_model_says(void **state)
{
    (void)state;
    most = MOST;
    traced = false;
    explore(TREES);
}

static void every_tree_of_four_is_with_traces_of_halved_revocations(void **state)
{
    (void)state;
    most = MOST_TRACED;
    traced = true;
    explore(TREES_TRACED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_tree_of_four_is_with_traces_of_halved_revocations),
        cmocka_unit_test(every_tree_of_six_is_reached_and_left_as_the_model_says),
    };
    states = calloc(STATES, sizeof(*states));
    index_of_key = calloc(INDEX_SLOTS, sizeof(*index_of_key));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
