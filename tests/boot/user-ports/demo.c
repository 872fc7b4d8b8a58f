/* SPDX-License-Identifier: MIT */
/* A program reads and writes every port, byte by byte, and some in other ways. Each attempt is a life that ends in a protection fault. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define WAYS 6
#define PORTS 0x10000
#define PROTECTION 13

static const char *const ways[WAYS] = {"in", "out", "in, 4 bytes", "out, 4 bytes", "ins", "outs"};

static struct process *process;
static struct thread *thread;
static uint64_t way, port, tried, wrong;

/* Every port one byte wide; in the other ways, every port below 0x400 and a sample of the rest. */
static bool chosen(void)
{
    return way < 2 || port < 0x400 || port % 251 == 0 || port >= PORTS - 4;
}

static void next(void)
{
    bool started =
        thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, port | way << 16);
    assert(started);
    tried++;
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if ((thread->fault.number != PROTECTION || thread->fault.error != 0) && wrong++ < 5) {
        print("WRONG: %s at port %lx: %s\n", ways[way], port, thread->fault.name);
    }
    do {
        port++;
    } while (port < PORTS && !chosen());
    if (port == PORTS) {
        print("%-12s %lu tried, %lu surprises\n", ways[way], tried, wrong);
        way++;
        port = 0;
        tried = 0;
    }
    if (way < WAYS) {
        next();
    }
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    thread = thread_create(process);
    assert(thread != NULL);
    next();
}
