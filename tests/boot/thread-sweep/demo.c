/* SPDX-License-Identifier: MIT */
/*
 * Three threads, two of them in one process, make calls with patterns in their registers. For each instant the first one starts afresh, and the
 * timer falls due one instruction later than the last time (16 ns an instruction under the recorded profile, a timer of 1 GHz). In the
 * kernel the interrupt has to wait until ring 3 runs again. Then the others run, and are interrupted somewhere, too.
 */
#include "arch/x86_64/interrupt.h"
#include "arch/x86_64/local_apic.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define THREADS 3
#define INSTANTS 1200
#define COUNTS_AN_INSTRUCTION 16
/* Until the first is in ring 3; and a time in which another one comes to a place that differs each time. */
#define WAY_OUT 100
#define OTHERS 700
/* A null call has more instructions than that. */
#define CALL 50

static const uint64_t patterns[THREADS] = {0x3c96a5f01e2d4b86, 0xd1b2c3e4f5968775, 0x0f1e2d3c4b5a6979};
static const uint64_t stacks[THREADS] = {FLAT_STACK_TOP, FLAT_DATA + 4 * PAGE_SIZE, FLAT_STACK_TOP};
static struct thread *threads[THREADS];
static unsigned instant, in_call, longest;
static unsigned interrupts; /* since the first has started; so many for each instant: */
#define INTERRUPTS 3
static uint64_t seen;
static bool ended;

static void arm(unsigned instructions)
{
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, instructions * COUNTS_AN_INSTRUCTION);
}

static void start(unsigned i)
{
    bool started = thread_start(threads[i], (struct user_address){FLAT_CODE}, (struct user_address){stacks[i]}, patterns[i]);
    assert(started);
}

/* The first goes first; the others go on where they were. */
static void next(void)
{
    for (unsigned i = 1; i < THREADS; i++) {
        scheduler_remove(threads[i]);
    }
    interrupts = 0;
    ended = false;
    start(0);
    for (unsigned i = 1; i < THREADS; i++) {
        scheduler_add(threads[i]);
    }
    arm(WAY_OUT + instant);
}

static void report(void)
{
    print("swept %u instants, ", instant);
    print("of which in a row in one call: %s than %u\n", longest > CALL ? "more" : "NOT more", CALL);
    print("registers that differed: 0\n");
    checkpoint_done();
}

/* Whether the first has come to its end. Whatever else ends has found a difference. */
static void look_at_ends(void)
{
    for (unsigned i = 0; i < THREADS; i++) {
        if (threads[i]->state != THREAD_FAULTED) {
            continue;
        }
        if (i != 0 || threads[0]->fault.number != 3 || threads[0]->frame.rax != 0) {
            print("thread %u: %s, WRONG: number %lu at instant %u\n", i, threads[i]->fault.name, threads[i]->frame.rax, instant);
            checkpoint_done();
        }
        ended = true;
    }
}

/* After an interrupt the others have their turn, and are interrupted, too; then the first goes on to its end. */
static void look_at_interrupts(void)
{
    struct thread *thread = machine_thread_current();
    if (interrupt_counts[VECTOR_TIMER] == seen) {
        return;
    }
    seen = interrupt_counts[VECTOR_TIMER];
    if (interrupts == 0) {
        in_call = thread == threads[0] && thread->frame.rip == thread->frame.rcx ? in_call + 1 : 0;
        longest = in_call > longest ? in_call : longest;
    }
    if (++interrupts < INTERRUPTS) {
        arm(OTHERS + instant % 150);
    }
    scheduler_yield();
}

static void look(void)
{
    look_at_ends();
    look_at_interrupts();
    if (ended && interrupts >= INTERRUPTS) {
        if (++instant == INSTANTS) {
            report();
        }
        next();
    }
}
RESUME_CHOICE(30, look);

void demo(void)
{
    local_apic_write(LOCAL_APIC_LVT_TIMER, VECTOR_TIMER);
    arm(0);
    threads[1] = flat_start(&boot_info.modules[0], patterns[1]);
    threads[2] = flat_start(&boot_info.modules[0], patterns[2]);
    assert(threads[1] != NULL && threads[2] != NULL);
    scheduler_remove(threads[1]);
    bool moved = machine_thread_prepare(threads[1], (struct user_address){FLAT_CODE}, (struct user_address){stacks[1]}, patterns[1]);
    threads[0] = thread_create(threads[1]->process);
    assert(moved && threads[0] != NULL);
    seen = interrupt_counts[VECTOR_TIMER];
    next();
    kernel_resume();
}
