/* SPDX-License-Identifier: MIT */
/* Makes processes, and ends them in different ways. The exit status is 0, or the number of what went wrong. */
#include "tests/boot/lib/user.h"

/* What this process holds without its doing; the page of its table is left out. */
static uint64_t before;

static uint64_t used(uint64_t process)
{
    struct cap_info info = {0};
    cap_inspect(process, &info, sizeof(info));
    return process == SELF ? info.used - before : info.used;
}

static void demand(int condition, uint64_t status)
{
    if (!condition) {
        exit(status);
    }
}

/* Each round lets the kernel do a few pieces of what is ending: a process without anything in it ends, too. */
static int comes_back_to(uint64_t frames)
{
    for (unsigned i = 0; i < 100 && used(SELF) != frames; i++) {
        proc_destroy((uint64_t)proc_create(SELF, 0, 0));
    }
    return used(SELF) == frames;
}

/* A child with a page of handles, and a grandchild that it has paid for. The grandchild's root is the caller's. */
static uint64_t family(uint64_t *grandchild)
{
    uint64_t now = used(SELF);
    uint64_t child = (uint64_t)proc_create(SELF, 20, 0);
    demand(used(SELF) == now + 22, 1);
    for (unsigned i = 0; i < 30; i++) {
        demand(cap_transfer(child, (uint64_t)cap_create(SELF, RIGHT_COPY, 0)) > 0, 2);
    }
    demand(used(child) == 1 && used(SELF) == now + 22, 3);
    *grandchild = (uint64_t)proc_create(child, 10, 0);
    demand(used(child) == 13, 4);
    return child;
}

__attribute__((section(".text.start"))) void _start(void);
void _start(void)
{
    uint64_t grandchild, child, other;
    before = used(SELF) - 1;

    /* The child ends. The grandchild, whose root is here, was paid for by the child, so it ends, too, with what was put into it. */
    child = family(&grandchild);
    other = (uint64_t)cap_create(grandchild, RIGHT_WAIT, 0);
    demand(cap_transfer(grandchild, (uint64_t)cap_create(grandchild, RIGHT_COPY, 0)) > 0 && used(grandchild) == 1, 10);
    demand(proc_destroy(child) == 0 && gone(child), 11);
    demand(comes_back_to(1), 12);
    demand(gone(grandchild) && gone(other), 13);

    /* The grandchild holds its own root: nobody can name it, and yet it ends with the child. */
    child = family(&grandchild);
    demand(cap_transfer(grandchild, grandchild) > 0 && gone(grandchild), 14);
    demand(cap_delete(child) == 0 && comes_back_to(1), 15);

    /* The child holds the grandchild's root: they go together. A copy of the root goes with the root. */
    child = family(&grandchild);
    other = (uint64_t)cap_create(grandchild, RIGHT_WAIT, 0);
    demand(cap_transfer(child, grandchild) > 0 && gone(grandchild) && !gone(other), 20);
    demand(cap_delete(child) == 0 && gone(child), 21);
    demand(comes_back_to(1) && gone(other), 22);

    /* Each holds the other's root. */
    child = family(&grandchild);
    other = (uint64_t)cap_create(child, RIGHT_GIVE | RIGHT_DESTROY, 0);
    demand(cap_transfer(grandchild, child) > 0 && cap_transfer(other, grandchild) > 0, 30);
    demand(used(SELF) == 1 + 22, 31);
    demand(proc_destroy(other) == 0 && gone(other), 32);
    demand(comes_back_to(1), 33);

    /* One that has to wait in the queue cannot be named meanwhile, by whatever handle, and nothing can be put into it. */
    child = family(&grandchild);
    uint64_t second_grandchild, second = family(&second_grandchild);
    other = (uint64_t)cap_create(second, RIGHT_GIVE | RIGHT_SPEND, 0);
    demand(proc_destroy(child) == 0 && proc_destroy(second) == 0, 50);
    demand(gone(second) && gone(other) && cap_delete(second) == -EHANDLE && cap_transfer(other, SELF) == -EHANDLE, 51);
    demand(proc_create(other, 0, 0) == -EHANDLE && comes_back_to(1), 52);
    demand(gone(grandchild) && gone(second_grandchild), 53);

    /* What is left of a hundred is nothing. */
    for (unsigned i = 0; i < 100; i++) {
        child = family(&grandchild);
        demand((i % 2 == 0 || cap_delete(grandchild) == 0) && cap_delete(child) == 0, 40);
        demand(comes_back_to(1) && gone(grandchild), 41);
    }
    exit(0);
}
