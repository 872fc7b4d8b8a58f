/* SPDX-License-Identifier: MIT */
/* A program has two turns; in between, the first free slot of its table gets its last generation. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned turn;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state != THREAD_EXITED) {
        print("ended by %s at %lx\n", thread->fault.name, thread->fault.instruction);
    }
    print("turn %u: exit status %d\n", turn, thread->exit_status);
    if (turn++ == 1) {
        checkpoint_done();
    }
    thread->process->table.free->generation = (UINT64_C(1) << 48) - 1;
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, turn);
    assert(started);
    machine_thread_resume(thread);
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 4);
    assert(self == HANDLE_FIRST);
    machine_thread_resume(thread);
}
