/* SPDX-License-Identifier: MIT */
/*
 * Threads write letters into one string, and the string says in which order they ran. The main thread has priority 10.
 */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

#define STACK_BYTES 1024

static uint8_t stacks[16][STACK_BYTES] __attribute__((aligned(16)));
static unsigned stacks_used;
static char trace[64];
static unsigned traced;
static uint64_t handles[4];

static void letter(char c)
{
    trace[traced++] = c;
}

/* Prints what was written since the last time, after the name of the part. */
static void show(const char *part)
{
    char line[80];
    unsigned length = 0;
    while (*part != 0) {
        line[length++] = *part++;
    }
    line[length++] = ':';
    line[length++] = ' ';
    for (unsigned i = 0; i < traced; i++) {
        line[length++] = trace[i];
    }
    line[length++] = '\n';
    traced = 0;
    debug_write(line, length);
}

/* A thread begins as if it had been called: the stack's end less a return address, which is 0. */
static int64_t make(void (*function)(uint64_t), uint64_t argument, uint64_t priority)
{
    uint64_t top = (uint64_t)&stacks[stacks_used++ % 16] + STACK_BYTES - 8;
    return thread_create(HANDLE_FIRST, (uint64_t)function, top, argument, priority);
}

static void writer(uint64_t c)
{
    letter((char)c);
    exit(0);
}

static void blocker(uint64_t c)
{
    for (unsigned i = 0; i < 3; i++) {
        letter((char)c);
        thread_block();
    }
    exit(0);
}

static void yielder(uint64_t c)
{
    for (unsigned i = 0; i < 3; i++) {
        letter((char)c);
        thread_yield();
    }
    exit(0);
}

/* Wakes the first blocker, which is above, and goes on. */
static void waker(uint64_t c)
{
    letter((char)c);
    thread_wake(handles[0]);
    letter((char)c);
    exit(0);
}

static void made(void)
{
    letter('1');
    make(writer, 'h', 11);
    letter('2');
    make(writer, 'e', 10);
    letter('3');
    make(writer, 'l', 9);
    letter('4');
    thread_yield();
    letter('5');
    thread_yield();
    letter('6');
    show("a higher one at once, an equal one at the yield, a lower one never");
}

static void woken(void)
{
    handles[0] = (uint64_t)make(blocker, 'h', 11);
    letter('1');
    thread_wake(handles[0]);
    letter('2');
    thread_wake(handles[0]);
    letter('3');
    thread_wake(handles[0]);
    letter('4');
    letter(thread_wake(handles[0]) == -EHANDLE ? '!' : '?');
    show("woken");
    handles[0] = (uint64_t)make(blocker, 'e', 10);
    letter('1');
    thread_yield();
    thread_wake(handles[0]);
    letter('2');
    thread_yield();
    letter('3');
    cap_delete(handles[0]);
    show("woken at the same priority");
}

static void permits(void)
{
    handles[0] = (uint64_t)make(blocker, 'e', 10);
    thread_wake(handles[0]);
    thread_wake(handles[0]);
    thread_wake(handles[0]);
    letter('1');
    thread_yield();
    letter('2');
    thread_yield();
    letter('3');
    thread_wake(handles[0]);
    thread_yield();
    letter('4');
    show("three permits are one");
}

static void queues(void)
{
    make(yielder, 'a', 10);
    make(yielder, 'b', 10);
    make(yielder, 'c', 10);
    for (unsigned i = 0; i < 4; i++) {
        letter('.');
        thread_yield();
    }
    show("first come, first served");
    /* Whom a higher one has interrupted is still first: it comes before d. */
    handles[0] = (uint64_t)make(blocker, 'h', 12);
    make(waker, 'w', 11);
    letter('.');
    make(waker, 'x', 10);
    make(writer, 'd', 10);
    thread_yield();
    show("interrupted, and still first");
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    made();
    woken();
    permits();
    queues();
    exit(7);
}
