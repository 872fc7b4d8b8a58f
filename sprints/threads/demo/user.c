/* SPDX-License-Identifier: MIT */
/*
 * One program, many threads. The first one has priority 0: it says something only when nobody else has anything to do.
 */
#include <stdbool.h>

#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define SELF HANDLE_FIRST
#define STACK_BYTES 1024
#define TICKS 40

static uint8_t stacks[16][STACK_BYTES] __attribute__((aligned(16)));
static unsigned stacks_used;

static void say(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    debug_write(text, length);
}

static void say_number(int64_t number)
{
    char digits[3] = {(char)('0' + number / 10), (char)('0' + number % 10), 0};
    say(number < 0 ? "-" : "");
    digits[0] = (char)('0' + (number < 0 ? -number : number) / 10);
    digits[1] = (char)('0' + (number < 0 ? -number : number) % 10);
    say(digits[0] == '0' ? &digits[1] : digits);
}

/* Makes a thread with a stack of its own, as if function had been called. */
static int64_t make(void (*function)(uint64_t), uint64_t argument, uint64_t priority)
{
    uint64_t top = (uint64_t)&stacks[stacks_used++ % 16] + STACK_BYTES - 8;
    return thread_create(SELF, (uint64_t)function, top, argument, priority);
}

/* 1. Two that never give the processor away, and a third one that would like to have it. */
static volatile char ticks[TICKS];
static volatile int64_t begin;

static void busy(uint64_t letter)
{
    int64_t now;
    while ((now = clock_ticks() - begin) < TICKS) {
        if (ticks[now] == 0) {
            ticks[now] = (char)letter;
        }
    }
    exit(0);
}

static void starter(uint64_t argument)
{
    (void)argument;
    begin = clock_ticks();
    make(busy, 'a', 5);
    make(busy, 'b', 5);
    make(busy, 'c', 4);
    exit(0);
}

/* 2. One that waits, and is above whoever wakes it. */
static void waiter(uint64_t argument)
{
    (void)argument;
    for (unsigned i = 1; i < 3; i++) {
        say("  waits\n");
        thread_block();
        say("  goes on\n");
    }
    exit(0);
}

/* 3. One that does what it must not do. */
static void crash(uint64_t argument)
{
    *(volatile uint64_t *)argument = 1;
}

static void nap(uint64_t argument)
{
    (void)argument;
    thread_block();
    exit(0);
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    make(starter, 0, 6);
    say("tick by tick: ");
    debug_write((const void *)ticks, TICKS);
    say("\n");

    uint64_t handle = (uint64_t)make(waiter, 0, 1);
    say("wake it\n");
    thread_wake(handle);
    say("wake it again\n");
    thread_wake(handle);
    say("wake it a third time: ");
    say_number(thread_wake(handle));
    say("\n");

    handle = (uint64_t)make(crash, 0, 1);
    say("the one that writes to address 0: ");
    say_number(thread_wake(handle));
    say("\n");

    int64_t made = 0, result;
    while ((result = make(nap, 0, 1)) > 0) {
        made++;
    }
    say("more threads: ");
    say_number(made);
    say(", then ");
    say_number(result);
    say("\n");
    exit(0);
}
