/* SPDX-License-Identifier: MIT */
/*
 * Two programs in one. The first makes memory, fills it, executes it, and shares a page with the second; the second counts in that page
 * until it is taken away.
 */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

/* Handles: the process itself, and what it has besides: for the first the second process, for the second what it is given. */
#define SELF HANDLE_FIRST
#define PARTNER (HANDLE_FIRST + 1)

#define READ_WRITE (RIGHT_READ | RIGHT_WRITE)
#define READ_EXECUTE (RIGHT_READ | RIGHT_EXECUTE)
#define PAGE UINT64_C(4096)

/* Where memory is mapped, here and in the second process. */
#define HERE UINT64_C(0x10000000)
#define THERE UINT64_C(0x20000000)

static void say(const char *text)
{
    uint64_t length = 0;
    while (text[length] != 0) {
        length++;
    }
    debug_write(text, length);
}

/* A number, in hexadecimal from 10 on. */
static void say_number(int64_t number)
{
    char digits[17];
    unsigned at = sizeof(digits) - 1;
    uint64_t rest = (uint64_t)(number < 0 ? -number : number);
    digits[at] = 0;
    do {
        digits[--at] = "0123456789abcdef"[rest % 16];
        rest /= 16;
    } while (rest != 0);
    say(number < 0 ? "-" : (uint64_t)number > 9 ? "0x" : "");
    say(&digits[at]);
}

static uint64_t report(const char *what, int64_t result)
{
    say(what);
    say(": ");
    say_number(result);
    say("\n");
    return (uint64_t)result;
}

static uint64_t frames_used(void)
{
    struct cap_info info;
    cap_inspect(SELF, &info, sizeof(info));
    return info.used;
}

/* Writes a function into memory, and calls it when the memory cannot be written any more. */
static void execute(uint64_t memory)
{
    static const unsigned char answer[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* movl $42, %eax; ret */
    volatile unsigned char *code = (unsigned char *)HERE;
    for (unsigned i = 0; i < sizeof(answer); i++) {
        code[i] = answer[i];
    }
    uint64_t again = (uint64_t)cap_create(memory, READ_EXECUTE | RIGHT_WRITE, 0);
    report("written and executed, in one mapping", mem_map(SELF, again, THERE, READ_EXECUTE | RIGHT_WRITE));
    report("in two", mem_map(SELF, again, THERE, READ_EXECUTE));
    mem_unmap(memory);
    report("one after the other", mem_map(SELF, again, THERE, READ_EXECUTE));
    report("the function says", ((int64_t(*)(void))THERE)());
    cap_delete(again);
}

static void first(void)
{
    uint64_t before = frames_used();
    uint64_t memory = report("three pages", mem_alloc(SELF, 3));
    report("frames that they cost", (int64_t)(frames_used() - before));
    report("mapped", mem_map(SELF, memory, HERE, READ_WRITE));
    report("frames with the page tables", (int64_t)(frames_used() - before));
    report("what is there", *(int64_t *)HERE);
    execute(memory);

    volatile uint64_t *counter = (uint64_t *)(HERE + PAGE);
    mem_map(SELF, memory, HERE, READ_WRITE);
    uint64_t window = report("the second page alone", cap_create(memory, READ_WRITE, UINT64_C(1) << 32 | 1));
    report("given to the other process", cap_transfer(PARTNER, window));
    while (*counter < 1000) {
    }
    say("the other process counts in it\n");
    report("taken back", cap_revoke(memory));
    report("removed", cap_delete(memory));
    report("frames that are not back yet", (int64_t)(frames_used() - before));
    exit(0);
}

/* Waits for a handle, maps what it stands for, and counts there for ever. */
static void second(void)
{
    volatile uint64_t *counter = (uint64_t *)THERE;
    while (mem_map(SELF, PARTNER, THERE, READ_WRITE) < 0) {
    }
    for (;;) {
        ++*counter;
    }
}

__attribute__((section(".text.start"))) void _start(uint64_t which);
void _start(uint64_t which)
{
    if (which) {
        second();
    }
    first();
}
