/* SPDX-License-Identifier: MIT */
/*
 * Two processes run this, turn by turn: the first gives and takes back, the second uses what it has.
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

/* What the first keeps from turn to turn. */
static uint64_t given, child;

static void used(void)
{
    struct cap_info info;
    cap_inspect(SELF, &info, sizeof(info));
    report("frames that I have used", (int64_t)info.used);
}

static void give(void)
{
    given = (uint64_t)report("one to myself, to be given away in copies", cap_create(SELF, RIGHT_WAIT | RIGHT_COPY, 0));
    uint64_t copy = (uint64_t)report("a copy of it", cap_create(given, RIGHT_WAIT | RIGHT_COPY, 0));
    report("the copy goes to the other process", cap_transfer(SECOND, copy));
    exit(0);
}

static void take(void)
{
    report("a copy of what I was given", cap_create(HANDLE_FIRST, RIGHT_WAIT | RIGHT_COPY, 0));
    report("a copy of the copy", cap_create(HANDLE_FIRST + 1, RIGHT_WAIT, 0));
    inspect("that one", HANDLE_FIRST + 2);
    exit(0);
}

static void take_back(void)
{
    report("I take back what was derived from mine", cap_revoke(given));
    inspect("mine", given);
    exit(0);
}

static void find_out(void)
{
    inspect("what I was given", HANDLE_FIRST);
    inspect("my copy", HANDLE_FIRST + 1);
    inspect("the copy of the copy", HANDLE_FIRST + 2);
    exit(0);
}

static void end_all(void)
{
    report("I delete mine", cap_delete(given));
    report("another one, in the same slot", cap_create(SELF, RIGHT_WAIT, 0));
    inspect("by the old number", given);
    used();
    child = (uint64_t)report("a child with 100 frames", proc_create(SELF, 100, 0));
    used();
    report("I delete the child's root", cap_delete(child));
    used();
    report("I destroy the other process", proc_destroy(SECOND));
    inspect("the other process", SECOND);
    report("I delete my own root", cap_delete(SELF));
    say("this line is never printed\n");
}

__attribute__((section(".text.start"))) void _start(uint64_t turn);
void _start(uint64_t turn)
{
    switch (turn) {
    case 1:
        give();
        break;
    case 2:
        take();
        break;
    case 3:
        take_back();
        break;
    case 4:
        find_out();
        break;
    default:
        end_all();
    }
}
