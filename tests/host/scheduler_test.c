/* SPDX-License-Identifier: MIT */
// proves: The scheduler chooses what a sorted list would choose, and its queues are sound after each step of long random sequences.
// sources: kernel/lib/string.c
#include <string.h>

#include "testing.h"

#include "kernel/scheduler.c"

#define THREADS 48
#define PROCESSES 4

static struct process processes[PROCESSES];
static struct thread threads[THREADS];
static struct thread *loaded;
static bool interrupt_pending;

struct thread *machine_thread_current(void)
{
    return loaded;
}

bool machine_interrupt_pending(void)
{
    return interrupt_pending;
}

_Noreturn void machine_thread_resume(struct thread *thread)
{
    fail_msg("thread %d was resumed, and nobody asked for it", (int)(thread - threads));
    abort();
}

_Noreturn void panic(enum panic_code code, const char *format, ...)
{
    fail_msg("panic %u: %s", code, format);
    abort();
}

/*
 * The model. Each thread that is ready and does not run has a place, a number: the smaller, the earlier. The end is a number larger than all,
 * the front one smaller than all. Choosing is a search through everybody.
 */
struct model {
    bool ready, runs, dead;
    unsigned priority, slice;
    int64_t place;
};

static struct model models[THREADS];
static int64_t last_place, first_place;

static void model_end(unsigned i)
{
    models[i].place = ++last_place;
    models[i].slice = 5;
    models[i].runs = false;
}

static int model_running(void)
{
    for (unsigned i = 0; i < THREADS; i++) {
        if (models[i].runs) {
            return (int)i;
        }
    }
    return -1;
}

/* Who would come first if all that wait for their turn stood in one line, or -1. */
static int model_first(void)
{
    int best = -1;
    for (int i = 0; i < THREADS; i++) {
        const struct model *m = &models[i];
        if (!m->ready || m->runs || m->dead) {
            continue;
        }
        if (best < 0 || m->priority > models[best].priority ||
            (m->priority == models[best].priority && m->place < models[best].place)) {
            best = i;
        }
    }
    return best;
}

static int model_choose(void)
{
    int now = model_running();
    if (now >= 0 && models[now].dead) {
        models[now].runs = false;
        now = -1;
    }
    if (now >= 0) {
        int first = model_first();
        bool outranked = first >= 0 && models[first].priority > models[now].priority;
        if (models[now].slice == 0) {
            model_end((unsigned)now);
        } else if (outranked) {
            models[now].place = --first_place;
            models[now].runs = false;
        } else {
            return now;
        }
    }
    int chosen = model_first();
    if (chosen >= 0) {
        models[chosen].runs = true;
    }
    return chosen;
}

static void start_again(void)
{
    memset(processes, 0, sizeof(processes));
    memset(threads, 0, sizeof(threads));
    memset(models, 0, sizeof(models));
    memset(queues, 0, sizeof(queues));
    occupied = 0;
    loaded = NULL;
    interrupt_pending = false;
    for (unsigned i = 0; i < THREADS; i++) {
        threads[i].process = &processes[i % PROCESSES];
        threads[i].state = THREAD_BLOCKED;
        threads[i].schedule.priority = (uint8_t)(i % 3 == 0 ? random_below(PRIORITIES) : 7 + i % 2);
        models[i].priority = threads[i].schedule.priority;
    }
}

/* What must hold whenever the scheduler has returned. */
static void check(void)
{
    unsigned queued = 0;
    for (unsigned p = 0; p < PRIORITIES; p++) {
        assert_int_equal((occupied >> p) & 1, queues[p] != NULL);
        struct thread *thread = queues[p];
        if (thread == NULL) {
            continue;
        }
        int64_t place = INT64_MIN;
        do {
            const struct model *m = &models[thread - threads];
            assert_int_equal(thread->schedule.priority, p);
            assert_int_equal(thread->state, THREAD_READY);
            assert_ptr_equal(thread->schedule.next->schedule.previous, thread);
            assert_ptr_equal(thread->schedule.previous->schedule.next, thread);
            assert_true(m->ready && !m->runs);
            assert_true(m->place > place);
            place = m->place;
            queued++;
            assert_in_range(queued, 1, THREADS);
            thread = thread->schedule.next;
        } while (thread != queues[p]);
    }
    unsigned expected = 0;
    int now = model_running();
    for (int i = 0; i < THREADS; i++) {
        bool in_queue = threads[i].schedule.next != NULL;
        assert_int_equal(in_queue, threads[i].schedule.previous != NULL);
        assert_int_equal(threads[i].state == THREAD_READY, models[i].ready);
        /* One whose process ends may have been dropped already; nobody else may be missing. */
        assert_true(in_queue == (models[i].ready && !models[i].runs) || (models[i].dead && !in_queue));
        expected += in_queue;
        if (models[i].ready && !models[i].dead) {
            assert_int_equal(threads[i].schedule.slice, models[i].slice);
            assert_in_range(threads[i].schedule.slice, i == now ? 0 : 1, SLICE_TICKS);
        }
    }
    assert_int_equal(queued, expected);
    struct thread *runs = running();
    if (now >= 0) {
        assert_ptr_equal(runs, &threads[now]);
    } else {
        assert_true(runs == NULL || models[runs - threads].dead);
    }
}

static void make_ready(unsigned i)
{
    threads[i].state = THREAD_READY;
    scheduler_add(&threads[i]);
    models[i].ready = true;
    model_end(i);
}

static void make_unready(unsigned i)
{
    scheduler_remove(&threads[i]);
    threads[i].state = THREAD_BLOCKED;
    models[i].ready = false;
    models[i].runs = false;
}

static void resume(void)
{
    int expected = model_choose();
    struct thread *chosen = choose();
    if (expected < 0) {
        assert_null(chosen);
    } else {
        assert_ptr_equal(chosen, &threads[expected]);
        loaded = chosen; /* a thread that is not followed by another stays loaded */
    }
}

static void end_process(unsigned number)
{
    processes[number].object.ending = true;
    for (unsigned i = number; i < THREADS; i += PROCESSES) {
        models[i].dead = true;
    }
}

static void random_sequences_match_a_sorted_list(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 60; round++) {
        start_again();
        for (unsigned step = 0; step < 4000; step++) {
            unsigned i = (unsigned)random_below(THREADS);
            int now = model_running();
            switch (random_below(8)) {
            case 0:
            case 1:
                if (!models[i].ready && !models[i].dead) {
                    make_ready(i);
                }
                if (now >= 0 && !models[now].dead) {
                    int first = model_first();
                    bool live_above = first >= 0 && models[first].priority > models[now].priority;
                    assert_true(scheduler_outranked() || !live_above);
                }
                break;
            case 2:
                make_unready(i);
                break;
            case 3:
                if (now >= 0) {
                    make_unready((unsigned)now);
                }
                break;
            case 4:
                if (now >= 0) {
                    scheduler_yield();
                    models[now].slice = 0;
                }
                break;
            case 5:
                scheduler_tick();
                if (now >= 0 && models[now].slice > 0) {
                    models[now].slice--;
                }
                break;
            case 6:
                if (random_below(1000) == 0) {
                    end_process((unsigned)random_below(PROCESSES));
                }
                break;
            default:
                resume();
            }
            /* A wake-up or a tick is always followed by a choice before ring 3 runs; more often than that does no harm. */
            if (random_below(2) == 0) {
                resume();
            }
            check();
        }
    }
}

static void ready(unsigned i, unsigned priority)
{
    threads[i].schedule.priority = (uint8_t)priority;
    models[i].priority = priority;
    make_ready(i);
}

static void tick(void)
{
    scheduler_tick();
    int now = model_running();
    if (now >= 0 && models[now].slice > 0) {
        models[now].slice--;
    }
}

static void equal_priorities_share_and_a_lower_one_starves(void **state)
{
    (void)state;
    start_again();
    ready(0, 9);
    ready(1, 9);
    ready(2, 9);
    ready(3, 8);
    unsigned had[4] = {0};
    for (unsigned i = 0; i < 3 * SLICE_TICKS * 10; i++) {
        resume();
        check();
        had[loaded - threads]++;
        tick();
    }
    assert_int_equal(had[0], SLICE_TICKS * 10);
    assert_int_equal(had[1], SLICE_TICKS * 10);
    assert_int_equal(had[2], SLICE_TICKS * 10);
    assert_int_equal(had[3], 0);
    make_unready(0);
    make_unready(1);
    make_unready(2);
    resume();
    assert_ptr_equal(loaded, &threads[3]);
}

static void who_is_preempted_keeps_its_place_and_the_rest_of_its_slice(void **state)
{
    (void)state;
    start_again();
    ready(0, 5);
    ready(1, 5);
    resume();
    assert_ptr_equal(loaded, &threads[0]);
    tick();
    tick();
    ready(2, 6);
    assert_true(scheduler_outranked());
    resume();
    assert_ptr_equal(loaded, &threads[2]);
    make_unready(2);
    resume();
    assert_ptr_equal(loaded, &threads[0]);
    assert_int_equal(threads[0].schedule.slice, SLICE_TICKS - 2);
    assert_false(scheduler_outranked());
    scheduler_yield();
    models[0].slice = 0;
    resume();
    assert_ptr_equal(loaded, &threads[1]);
    check();
}

static void a_thread_that_is_loaded_but_blocked_does_not_run(void **state)
{
    (void)state;
    start_again();
    ready(0, 5);
    resume();
    make_unready(0);
    resume();
    assert_ptr_equal(loaded, &threads[0]);
    assert_null(running());
    tick();
    ready(0, 5);
    assert_int_equal(threads[0].schedule.slice, SLICE_TICKS);
    check();
    resume();
    assert_ptr_equal(running(), &threads[0]);
}

static void the_cost_of_dropping_the_threads_of_an_ended_process_is_bounded_by_interrupts(void **state)
{
    (void)state;
    start_again();
    for (unsigned i = 0; i < THREADS; i++) {
        ready(i, 20);
    }
    end_process(0);
    end_process(1);
    end_process(2);
    interrupt_pending = true;
    assert_null(choose()); /* the first is dropped, then the interrupt comes first */
    assert_null(choose());
    assert_null(choose());
    struct thread *chosen = choose();
    assert_ptr_equal(chosen, &threads[3]);
    interrupt_pending = false;
    models[3].runs = true;
    loaded = chosen;
    scheduler_yield();
    models[3].slice = 0;
    resume();
    assert_ptr_equal(loaded, &threads[7]);
    check();
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sequences_match_a_sorted_list),
        cmocka_unit_test(equal_priorities_share_and_a_lower_one_starves),
        cmocka_unit_test(who_is_preempted_keeps_its_place_and_the_rest_of_its_slice),
        cmocka_unit_test(a_thread_that_is_loaded_but_blocked_does_not_run),
        cmocka_unit_test(the_cost_of_dropping_the_threads_of_an_ended_process_is_bounded_by_interrupts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
