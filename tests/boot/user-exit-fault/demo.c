/* SPDX-License-Identifier: MIT */
/*
 * The test writes selectors and addresses into a thread's frame that IRETQ cannot load; the kernel never would. The fault is raised in
 * ring 0, after SWAPGS. It must end that thread, and the next one must run.
 */
#include "arch/x86_64/cpu.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static const struct {
    const char *what;
    uint64_t cs, ss, rip, error;
} frames[] = {
    {"CS 0", 0x00, 0x1b, 0, 0},
    {"CS of data", 0x1b, 0x1b, 0, 0x18},
    {"CS of the kernel with RPL 3", 0x0b, 0x1b, 0, 0x08},
    {"CS of the TSS", 0x2b, 0x1b, 0, 0x28},
    {"CS beyond the GDT", 0x123b, 0x1b, 0, 0x1238},
    {"CS in the LDT", 0x27, 0x1b, 0, 0x24},
    {"SS 0", 0x23, 0x00, 0, 0},
    {"SS of the kernel", 0x23, 0x10, 0, 0x10},
    {"SS of the kernel with RPL 3", 0x23, 0x13, 0, 0x10},
    {"SS with RPL 0", 0x23, 0x18, 0, 0x18},
    {"SS of code", 0x23, 0x23, 0, 0x20},
    {"RIP beyond the lower half", 0x23, 0x1b, UINT64_C(0x800000000000), 0},
    {"RIP below the upper half", 0x23, 0x1b, UINT64_C(0xffff7fffffffffff), 0},
};

static struct process *process;
static struct thread *victim, *witness, *running;
static unsigned at, wrong;

static struct thread *start(struct thread *thread)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, at + 100);
    assert(started);
    return thread;
}

static void next(void)
{
    running = start(victim);
    victim->frame.cs = frames[at].cs;
    victim->frame.ss = frames[at].ss;
    if (frames[at].rip != 0) {
        victim->frame.rip = frames[at].rip;
    }
    machine_thread_resume(victim);
}

static void ended(void)
{
    if (running == NULL || running->state != THREAD_FAULTED) {
        return;
    }
    const struct fault *fault = &running->fault;
    if (running == victim) {
        if (fault->number != 13 || fault->error != frames[at].error || cpu_this() != &cpu_first) {
            wrong++;
            print("WRONG: %s: %s, error code %lx\n", frames[at].what, fault->name, fault->error);
        }
        running = start(witness);
        machine_thread_resume(witness);
    }
    if (fault->number != 3 || witness->frame.rax != 2 * (at + 100)) {
        wrong++;
        print("WRONG: after %s the next thread: %s, result %lu\n", frames[at].what, fault->name, witness->frame.rax);
    }
    if (++at < ARRAY_SIZE(frames)) {
        next();
    }
    print("%u frames that cannot be left with, %u surprises\n", at, wrong);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    victim = thread_create(process);
    witness = thread_create(process);
    assert(victim != NULL && witness != NULL);
    next();
}
