/* SPDX-License-Identifier: MIT */
/* A program tries ports, one in each of its lives. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

#define PORTS 0x400
#define FOUR_BYTES 0x10000

static struct thread *thread;
static uint64_t port, open;

static void next(void)
{
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, port);
    assert(started);
    machine_thread_resume(thread);
}

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    if (thread->fault.number != 13) {
        print("%s at port 0x%lx went through\n", port < FOUR_BYTES ? "a byte" : "four bytes", port % FOUR_BYTES);
        open++;
    }
    port++;
    if (port == PORTS) {
        port = FOUR_BYTES + 0x7c;
    }
    if (port <= FOUR_BYTES + 0x80) {
        next();
    }
    print("%lu open\n", open);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
