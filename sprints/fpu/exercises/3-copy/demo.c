/* SPDX-License-Identifier: MIT */
/*
 * A thread fills registers and raises a breakpoint. It is copied then. Each copy, and at the end the first one, goes on, stores what it finds and
 * ends.
 */
#include "arch/x86_64/trap.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *first, *other, *running, *copies[2];
static unsigned breakpoints;

static struct thread *copy(void)
{
    struct process *process = process_create();
    assert(process != NULL);
    bool loaded = flat_load(process, &boot_info.modules[0]);
    assert(loaded);
    struct thread *thread = thread_create(process);
    assert(thread != NULL);
    machine_thread_copy(thread, first);
    thread->state = THREAD_READY;
    return thread;
}

static bool breakpoint(struct frame *frame)
{
    (void)frame;
    if (++breakpoints == 1) {
        copies[0] = copy(); /* the first one is loaded */
        running = other;
    } else {
        copies[1] = copy(); /* the other one is loaded */
        running = copies[0];
    }
    return true;
}
TRAP_HANDLER(VECTOR_BREAKPOINT, breakpoint);

static void say(const char *name, struct thread *thread)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped = address_space_lookup(&thread->process->space, (struct user_address){FLAT_DATA}, &frame, &permissions);
    assert(mapped);
    const uint64_t *found = direct_map(frame);
    print("%s: XMM7 %lx, FS base %lx, R12 %lx\n", name, found[0], found[1], found[2]);
}

static void choose(void)
{
    if (running == NULL) {
        return;
    }
    if (running->state == THREAD_READY) {
        machine_thread_resume(running);
    }
    if (running == copies[0]) {
        say("copied while loaded", running);
        running = first;
    } else if (running == first) {
        say("the copied one", running);
        running = copies[1];
    } else {
        say("copied while not loaded", running);
        checkpoint_done();
    }
    machine_thread_resume(running);
}
RESUME_CHOICE(35, choose);

void demo(void)
{
    first = flat_start(&boot_info.modules[0], 0x1111111111111111);
    other = flat_start(&boot_info.modules[0], 0x2222222222222222);
    assert(first != NULL && other != NULL);
    running = first;
    machine_thread_resume(first);
}
