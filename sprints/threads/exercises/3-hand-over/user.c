/* SPDX-License-Identifier: MIT */
/* Hands over to threads that may run, and to some that may not. */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define STACK_BYTES 1024
#define TICKS 45

static uint8_t stacks[8][STACK_BYTES] __attribute__((aligned(16)));
static unsigned stacks_used;
static char trace[8];
static unsigned traced;
static volatile uint64_t pair[2];
static volatile int64_t begin;
static volatile char owner[TICKS];

static void say(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    debug_write(text, length);
}

static void say_digit(int64_t number)
{
    char digit[2] = {(char)('0' + (number < 0 ? -number : number)), 0};
    say(number < 0 ? " -" : " ");
    say(digit);
}

static uint64_t make(void (*function)(uint64_t), uint64_t argument, uint64_t priority)
{
    uint64_t top = (uint64_t)&stacks[stacks_used++ % 8] + STACK_BYTES - 8;
    return (uint64_t)thread_create(HANDLE_FIRST, (uint64_t)function, top, argument, priority);
}

static void letter(uint64_t c)
{
    trace[traced++] = (char)c;
    exit(0);
}

static void blocks(uint64_t argument)
{
    (void)argument;
    thread_block();
    exit(0);
}

static void note(char who)
{
    int64_t tick = clock_ticks() - begin;
    if (tick < TICKS && owner[tick] == 0) {
        owner[tick] = who;
    }
}

static void hands_over(uint64_t me)
{
    while (clock_ticks() < begin + TICKS) {
        note('h');
        thread_hand_over(pair[1 - me]);
    }
    exit(0);
}

static void third(uint64_t argument)
{
    (void)argument;
    while (clock_ticks() < begin + TICKS) {
        note('t');
    }
    exit(0);
}

static void order(void)
{
    make(letter, 'b', 10);
    uint64_t c = make(letter, 'c', 10);
    trace[traced++] = '1';
    thread_hand_over(c);
    trace[traced++] = '2';
    thread_yield();
    trace[traced++] = '3';
    say("order: ");
    say(trace);
    say("\n");
}

static uint64_t itself;

/* Tries everybody to whom it cannot hand over. */
static void refused(uint64_t blocked)
{
    uint64_t lower = make(letter, 'd', 9);
    say("blocked, itself, another priority, nobody:");
    say_digit(thread_hand_over(blocked));
    say_digit(thread_hand_over(itself));
    say_digit(thread_hand_over(lower));
    say_digit(thread_hand_over(HANDLE_FIRST + 50));
    say("\n");
    thread_destroy(lower);
    exit(0);
}

/* The two of a pair have half of the time together, the third one has the other half. */
static void share(void)
{
    begin = clock_ticks();
    pair[0] = make(hands_over, 0, 10);
    pair[1] = make(hands_over, 1, 10);
    make(third, 0, 10);
    while (clock_ticks() < begin + TICKS) {
        thread_yield();
    }
    unsigned had = 0;
    for (unsigned i = 0; i < TICKS; i++) {
        had += owner[i] == 't';
    }
    say("two that hand over, and a third: ");
    say(had >= TICKS / 2 - 6 && had <= TICKS / 2 + 6 ? "even\n" : "NOT even\n");
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    order();
    uint64_t blocked = make(blocks, 0, 10);
    thread_yield();
    itself = make(refused, blocked, 10);
    thread_yield();
    share();
    exit(0);
}
