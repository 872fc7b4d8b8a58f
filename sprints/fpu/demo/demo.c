/* SPDX-License-Identifier: MIT */
/*
 * Lets programs compute: one after the other, then three at the same time. There is no scheduler in this file: a breakpoint of a program is its
 * wish to let another one run.
 */
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define TOGETHER 3

/* The parts of the demonstration: which roles of the program run at the same time. */
static const struct {
    const char *title;
    unsigned first, count;
} parts[] = {
    {"a fresh thread", 0, 1}, {"alone", 1, 1},    {"alone", 2, 1},        {"alone", 3, 1},
    {"together", 1, TOGETHER}, {"an error", 4, 2},
};

static struct thread *threads[TOGETHER];
static unsigned part, turn;
static uint64_t turns;

// [yield]
static bool yield(struct frame *frame)
{
    (void)frame;
    turn = (turn + 1) % parts[part].count;
    turns++;
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, yield);
// [/yield]

static void part_start(void)
{
    turns = turn = 0;
    print("%s:\n", parts[part].title);
    for (unsigned i = 0; i < parts[part].count; i++) {
        threads[i] = flat_start(&boot_info.modules[0], parts[part].first + i);
        assert(threads[i] != NULL);
    }
}

static void part_end(void)
{
    for (unsigned i = 0; i < parts[part].count; i++) {
        if (threads[i]->state == THREAD_FAULTED) {
            print("    ended by %s\n", threads[i]->fault.name);
        }
        flat_end(threads[i]);
    }
    if (parts[part].count == TOGETHER) {
        print("    %lu switches\n", turns);
    }
}

// [turns]
static void take_turns(void)
{
    for (unsigned i = 0; threads[0] != NULL && i < parts[part].count; i++) {
        struct thread *next = threads[(turn + i) % parts[part].count];
        if (next->state == THREAD_READY) {
            machine_thread_resume(next);
        }
    }
}
RESUME_CHOICE(35, take_turns);
// [/turns]

static void all_ended(void)
{
    if (threads[0] == NULL) {
        return;
    }
    part_end();
    if (++part == ARRAY_SIZE(parts)) {
        checkpoint_done();
    }
    part_start();
    machine_thread_resume(threads[0]);
}
RESUME_CHOICE(60, all_ended);

void demo(void)
{
    part_start();
    machine_thread_resume(threads[0]);
}
