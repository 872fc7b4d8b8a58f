/* SPDX-License-Identifier: MIT */
/*
 * Two programs in one: the first gets capabilities and gives some away, the second finds out what it has been given.
 */
#include "kernel/abi/capability.h"
#include "user/libc/calls.h"

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

static int64_t report(const char *what, int64_t result)
{
    say(what);
    say(": ");
    say_number(result);
    say("\n");
    return result;
}

static void inspect(const char *what, uint64_t handle)
{
    struct cap_info info;
    int64_t error = cap_inspect(handle, &info, sizeof(info));
    if (error < 0) {
        report(what, error);
        return;
    }
    say(what);
    say(": process ");
    say_number((int64_t)info.identifier);
    say(", rights ");
    say_number((int64_t)info.rights);
    say(info.root ? ", the root" : ", derived");
    if (info.limit != 0) {
        say(", frames used ");
        say_number((int64_t)info.used);
    }
    say("\n");
}

/* Handles that the kernel has put here: itself, and the second process. */
#define SELF HANDLE_FIRST
#define SECOND (HANDLE_FIRST + 1)

static void giver(void)
{
    inspect("my first handle", SELF);
    inspect("my second", SECOND);
    inspect("a number that I made up", SELF + 2);
    uint64_t look = (uint64_t)report("a capability to myself, with fewer rights", cap_create(SELF, RIGHT_WAIT | RIGHT_COPY, 0));
    inspect("it", look);
    report("more rights from that one", cap_create(look, RIGHT_WAIT | RIGHT_DESTROY, 0));
    report("a child made at its expense", proc_create(look, 8, 0));
    uint64_t child = (uint64_t)report("one made at mine", proc_create(SELF, 8, 0));
    inspect("the child", child);
    inspect("myself, who has paid for it", SELF);
    report("a child with more than I have", proc_create(SELF, 1000000, 0));
    report("the small one goes to the other", cap_transfer(SECOND, look));
    inspect("it, here", look);
    exit(0);
}

static void taker(void)
{
    inspect("what I was given", HANDLE_FIRST);
    inspect("the same number plus one", HANDLE_FIRST + 1);
    report("from it, a copy", cap_create(HANDLE_FIRST, RIGHT_WAIT, 0));
    report("a copy of the copy", cap_create(HANDLE_FIRST + 1, RIGHT_WAIT, 0));
    exit(0);
}

__attribute__((section(".text.start"))) void _start(uint64_t second);
void _start(uint64_t second)
{
    if (second) {
        taker();
    }
    giver();
}
