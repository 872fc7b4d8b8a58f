/* SPDX-License-Identifier: MIT */
// proves: A clock's rate is accepted only after two measurements in a row agree, and never if a clock stands still
// sources: kernel/clock.c
#include "kernel/clock.h"

#include "kernel/machine.h"
#include "kernel/upcall.h"
#include "testing.h"

static const uint64_t *script;
static size_t script_length, script_at;

/* The clock tells the scheduler of each tick; nobody is scheduled here. */
void scheduler_tick(void);
void scheduler_tick(void)
{
}

/* Plays the script; after its end the last value for ever. */
uint64_t machine_timer_measure(void)
{
    uint64_t value = script[script_at < script_length ? script_at : script_length - 1];
    script_at++;
    return value;
}

static uint64_t calibrate(const uint64_t *values, size_t count)
{
    script = values;
    script_length = count;
    script_at = 0;
    return clock_calibrate();
}

#define CALIBRATE(...) calibrate((const uint64_t[]){__VA_ARGS__}, sizeof((const uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t))
#define MHZ UINT64_C(1000000)

static void two_measurements_that_agree_are_enough(void **state)
{
    (void)state;
    assert_int_equal(CALIBRATE(100 * MHZ, 101 * MHZ, 7 * MHZ), 101 * MHZ);
    assert_int_equal(script_at, 2);
    assert_int_equal(clock_rate(), 101 * MHZ);
    assert_int_equal(CALIBRATE(101 * MHZ, 100 * MHZ), 100 * MHZ);
}

static void a_measurement_that_was_disturbed_is_repeated(void **state)
{
    (void)state;
    /* The second clock wrapped around while the machine was held up: the rate looks thirty times too high. */
    assert_int_equal(CALIBRATE(3000 * MHZ, 100 * MHZ, 100 * MHZ), 100 * MHZ);
    assert_int_equal(CALIBRATE(100 * MHZ, 3000 * MHZ, 100 * MHZ, 100 * MHZ), 100 * MHZ);
    assert_int_equal(script_at, 4);
}

static void the_tolerance_is_one_part_in_a_hundred(void **state)
{
    (void)state;
    assert_int_equal(CALIBRATE(99 * MHZ, 100 * MHZ), 100 * MHZ);
    assert_int_equal(script_at, 2);
    assert_int_equal(CALIBRATE(99 * MHZ - 1, 100 * MHZ), 100 * MHZ);
    assert_int_equal(script_at, 3);
}

static void measurements_that_never_agree_are_refused(void **state)
{
    (void)state;
    uint64_t wild[64];
    for (size_t i = 0; i < 64; i++) {
        wild[i] = (i % 2 == 0 ? 100 : 110) * MHZ;
    }
    assert_int_equal(calibrate(wild, 64), 0);
    assert_int_equal(script_at, 10);
}

static void a_clock_that_stands_still_is_refused(void **state)
{
    (void)state;
    assert_int_equal(CALIBRATE(0), 0);
    assert_int_equal(CALIBRATE(CLOCK_RATE_MIN - 1), 0);
    assert_int_equal(CALIBRATE(CLOCK_RATE_MIN), CLOCK_RATE_MIN);
}

static void each_tick_is_counted(void **state)
{
    (void)state;
    uint64_t before = clock_ticks();
    kernel_interrupt_tick();
    kernel_interrupt_tick();
    assert_int_equal(clock_ticks(), before + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_measurements_that_agree_are_enough), cmocka_unit_test(a_measurement_that_was_disturbed_is_repeated),
        cmocka_unit_test(the_tolerance_is_one_part_in_a_hundred), cmocka_unit_test(measurements_that_never_agree_are_refused),
        cmocka_unit_test(a_clock_that_stands_still_is_refused),   cmocka_unit_test(each_tick_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
