/* SPDX-License-Identifier: MIT */
/*
 * Wrong arguments of the calls about threads, one at a time and several at once: the first in the fixed order of errors counts, and nothing
 * has changed.
 */
#include "tests/boot/lib/user.h"

#define NOBODY (HANDLE_FIRST + 40)
#define CODE 0x400000
#define STACK 0x508000
#define NOT_CANONICAL 0x800000000000
#define KERNEL 0xffffffff80200000
#define LAST_PAGE 0x7ffffffff000

static int wrong;

static void expect(const char *what, int64_t result, int64_t expected)
{
    if (result == expected) {
        return;
    }
    say("WRONG: ");
    say(what);
    say("\n");
    wrong++;
}

static void priorities(void)
{
    uint64_t child = (uint64_t)proc_create(SELF, 2, 3);
    expect("priority above the process's", thread_create(child, CODE, STACK, 0, 4), -EINVAL);
    expect("priority 2^8", thread_create(child, CODE, STACK, 0, 256), -EINVAL);
    expect("priority 2^32", thread_create(child, CODE, STACK, 0, UINT64_C(1) << 32), -EINVAL);
    expect("priority 2^64 - 1", thread_create(child, CODE, STACK, 0, UINT64_MAX), -EINVAL);
    expect("priority 32 where all are allowed", thread_create(SELF, CODE, STACK, 0, 32), -EINVAL);
    expect("a process above its payer", proc_create(child, 0, 4), -EINVAL);
    cap_delete(child);
}

static void places(void)
{
    expect("entry in the kernel", thread_create(SELF, KERNEL, STACK, 0, 0), -EINVAL);
    expect("entry that is not canonical", thread_create(SELF, NOT_CANONICAL, STACK, 0, 0), -EINVAL);
    expect("entry in the last page", thread_create(SELF, LAST_PAGE, STACK, 0, 0), -EINVAL);
    expect("stack that is not canonical", thread_create(SELF, CODE, NOT_CANONICAL, 0, 0), -EINVAL);
    expect("stack far below the kernel", thread_create(SELF, CODE, 0xffff7fffffffffff, 0, 0), -EINVAL);
}

static void handles(void)
{
    uint64_t thread = (uint64_t)thread_create(SELF, CODE, STACK, 0, 0);
    uint64_t weak_thread = (uint64_t)cap_create(thread, 0, 0);
    uint64_t weak_self = (uint64_t)cap_create(SELF, RIGHT_COPY | RIGHT_SPEND | RIGHT_MAP | RIGHT_GIVE, 0);
    expect("make a thread in nobody", thread_create(NOBODY, KERNEL, STACK, 0, 99), -EHANDLE);
    expect("make a thread in a thread", thread_create(thread, KERNEL, STACK, 0, 99), -ETYPE);
    expect("make a thread without the right", thread_create(weak_self, KERNEL, STACK, 0, 99), -ERIGHTS);
    expect("destroy nobody", thread_destroy(NOBODY), -EHANDLE);
    expect("destroy a process", thread_destroy(SELF), -ETYPE);
    expect("destroy without the right", thread_destroy(weak_thread), -ERIGHTS);
    expect("wake nobody", thread_wake(NOBODY), -EHANDLE);
    expect("wake a process", thread_wake(SELF), -ETYPE);
    expect("wake without the right", thread_wake(weak_thread), -ERIGHTS);
    expect("0 is nobody", thread_wake(0), -EHANDLE);
    expect("end a process by a thread", proc_destroy(thread), -ETYPE);
    struct cap_info info;
    expect("inspect", cap_inspect(thread, &info, sizeof(info)), 0);
    expect("the type", (int64_t)info.type, OBJECT_THREAD);
    expect("all rights", (int64_t)info.rights, RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAKE);
    expect("the root", (int64_t)info.root, 1);
    expect("an identifier", info.identifier != 0, 1);
    expect("destroy", thread_destroy(thread), 0);
    expect("destroy again", thread_destroy(thread), -EHANDLE);
    expect("through another capability", thread_wake(weak_thread), -EHANDLE);
    cap_delete(weak_self);
    cap_delete(thread);
}

static void order(void)
{
    uint64_t poor = (uint64_t)proc_create(SELF, 0, 3);
    expect("a bad priority before an empty account", thread_create(poor, CODE, STACK, 0, 4), -EINVAL);
    expect("a bad entry before an empty account", thread_create(poor, KERNEL, STACK, 0, 3), -EINVAL);
    expect("an empty account", thread_create(poor, CODE, STACK, 0, 3), -EQUOTA);
    cap_delete(poor);
}

__attribute__((section(".text.start"))) void _start(uint64_t argument);
void _start(uint64_t argument)
{
    (void)argument;
    priorities();
    places();
    handles();
    order();
    exit((uint64_t)wrong);
}
