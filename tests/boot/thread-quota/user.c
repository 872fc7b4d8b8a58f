/* SPDX-License-Identifier: MIT */
/*
 * Makes threads until there is an error, ends them, and does it again: the number is the same. Then makes and ends many, one after the other.
 */
#include "tests/boot/lib/user.h"

#define STACK_BYTES 1024
#define HANDLES_MAX 80
#define ROUNDS 2000

static uint8_t stack[STACK_BYTES] __attribute__((aligned(16)));
static uint64_t handles[HANDLES_MAX];
static volatile uint64_t ran;

static void say_count(const char *before, int64_t number)
{
    say(before);
    say_number(number);
}

static void counts(uint64_t argument)
{
    ran += argument;
    exit(0);
}

static int64_t make(uint64_t process, uint64_t priority)
{
    return thread_create(process, (uint64_t)counts, (uint64_t)stack + STACK_BYTES - 8, 1, priority);
}

/* They are below the main thread, so none runs. */
static void until_it_fails(uint64_t process)
{
    int64_t count = 0, result = 0;
    while (count < HANDLES_MAX && (result = make(process, 0)) > 0) {
        handles[count++] = (uint64_t)result;
    }
    say_count("threads: ", count);
    say_count(", then ", result);
    say_count(", again ", make(process, 0));
    say_count(", too high a priority ", make(process, 32));
    while (count > 0) {
        cap_delete(handles[--count]);
    }
    thread_yield();
    say("\n");
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    until_it_fails(SELF);
    until_it_fails(SELF);
    for (unsigned i = 0; i < 2; i++) {
        uint64_t child = (uint64_t)proc_create(SELF, 5, 10);
        until_it_fails(child); /* it ends with the last of its threads */
        cap_delete(child);
    }
    for (unsigned i = 0; i < ROUNDS; i++) {
        int64_t handle = make(SELF, 10);
        if (handle < 0) {
            say_count("WRONG ", handle);
            break;
        }
        thread_yield();
        cap_delete((uint64_t)handle);
    }
    say_count("one after the other: ", (int64_t)ran);
    say("\n");
    exit(0);
}
