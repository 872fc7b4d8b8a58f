/* SPDX-License-Identifier: MIT */
/*
 * A thread ends in each way in which one can end, and in each state in which it can be. After that its handle names nothing, and everybody
 * else goes on.
 */
#include "tests/boot/lib/user.h"

#define STACK_BYTES 1024

static uint8_t stacks[4][STACK_BYTES] __attribute__((aligned(16)));
static volatile uint64_t ran, own;

static uint64_t make(void (*function)(uint64_t), uint64_t argument, uint64_t priority)
{
    static unsigned next;
    uint64_t top = (uint64_t)&stacks[next++ % 4] + STACK_BYTES - 8;
    return (uint64_t)thread_create(SELF, (uint64_t)function, top, argument, priority);
}

static void runs_and_exits(uint64_t argument)
{
    ran += argument;
    exit(0);
}

static void runs_for_ever(uint64_t argument)
{
    for (;;) {
        ran += argument;
    }
}

static void blocks(uint64_t argument)
{
    ran += argument;
    thread_block();
    ran += 1000;
    exit(0);
}

static void invalid(uint64_t argument)
{
    ran += argument;
    __asm__ volatile("ud2");
}

static void reaches_nowhere(uint64_t argument)
{
    ran += argument;
    *(volatile uint64_t *)0x600000 = 1;
}

static void divides(uint64_t argument)
{
    ran += argument;
    __asm__ volatile("divb %b0" : : "q"(argument - argument), "a"(1));
}

static void uses_a_port(uint64_t argument)
{
    ran += argument;
    __asm__ volatile("outb %%al, $0x80" : : "a"(0));
}

static void destroys_itself(uint64_t argument)
{
    ran += argument;
    thread_destroy(own);
    ran += 1000;
}

static void deletes_its_root(uint64_t argument)
{
    ran += argument;
    cap_delete(own);
    ran += 1000;
    exit(0);
}

/* Says whether a thread ran as often as it should, and whether its handle is good for nothing. */
static void report(const char *what, uint64_t handle, uint64_t expected)
{
    say(what);
    say(ran == expected ? ": right" : ": WRONG");
    say(thread_wake(handle) == -EHANDLE ? ", gone" : ", STILL THERE");
    cap_delete(handle);
    say(cap_inspect(handle, 0, 0) == -EHANDLE ? "\n" : ", its handle is NOT FREE\n");
    ran = 0;
}

static void in_each_way(void)
{
    report("exits", make(runs_and_exits, 1, 11), 1);
    report("executes an invalid instruction", make(invalid, 1, 11), 1);
    report("writes to nowhere", make(reaches_nowhere, 1, 11), 1);
    report("divides by zero", make(divides, 1, 11), 1);
    report("uses a port", make(uses_a_port, 1, 11), 1);
    own = make(destroys_itself, 1, 10);
    thread_yield();
    report("destroys itself", own, 1);
    own = make(deletes_its_root, 1, 10);
    thread_yield();
    report("deletes its own root", own, 1);
}

static void in_each_state(void)
{
    uint64_t handle = make(runs_and_exits, 1, 10);
    thread_destroy(handle);
    thread_yield();
    report("destroyed before it runs", handle, 0);
    handle = make(runs_for_ever, 0, 10);
    thread_yield();
    thread_destroy(handle);
    report("destroyed between two turns", handle, 0);
    handle = make(blocks, 1, 11);
    thread_destroy(handle);
    thread_yield();
    report("destroyed while it is blocked", handle, 1);
    handle = make(blocks, 1, 11);
    thread_wake(handle);
    report("woken instead", handle, 1001);
    handle = make(blocks, 1, 11);
    cap_delete(handle);
    thread_yield();
    report("blocked, and the root is deleted", handle, 1);
    handle = make(runs_and_exits, 1, 10);
    cap_delete(handle);
    thread_yield();
    report("ready, and the root is deleted", handle, 0);
}

/* Nothing is mapped in a new process, so its threads fault at once; the last one takes the process with it. */
static void with_its_process(void)
{
    uint64_t process = (uint64_t)proc_create(SELF, 8, 10);
    uint64_t first = (uint64_t)thread_create(process, 0x400000, 0x500000, 0, 10);
    uint64_t second = (uint64_t)thread_create(process, 0x400000, 0x500000, 0, 9);
    thread_yield();
    say(cap_inspect(first, 0, 0) == -EHANDLE && cap_inspect(process, 0, 0) == 0 ? "one of two ended: the process is there\n" : "WRONG\n");
    thread_destroy(second);
    say(proc_destroy(process) == -EHANDLE ? "both ended: the process is gone\n" : "STILL THERE\n");
    cap_delete(first);
    cap_delete(second);
    cap_delete(process);
    process = (uint64_t)proc_create(SELF, 40, 10);
    uint64_t handles[30];
    for (unsigned i = 0; i < 30; i++) {
        handles[i] = (uint64_t)thread_create(process, 0x400000, 0x500000, 0, 10);
    }
    say(thread_wake(handles[29]) == 0 ? "thirty threads" : "WRONG");
    proc_destroy(process);
    for (unsigned i = 0; i < 30; i++) {
        thread_yield(); /* each time the kernel ends a few more */
    }
    for (unsigned i = 0; i < 30; i++) {
        say(thread_wake(handles[i]) == -EHANDLE ? "" : " STILL THERE");
        cap_delete(handles[i]);
    }
    say(" end with their process\n");
    cap_delete(process);
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    in_each_way();
    in_each_state();
    with_its_process();
    exit(0);
}
