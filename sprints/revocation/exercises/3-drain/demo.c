/* SPDX-License-Identifier: MIT */
/* A process makes much that ends, while the timer ticks often. */
#include "arch/x86_64/local_apic.h"
#include "arch/x86_64/user.h"
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;
static unsigned again;

/* Comes first on each way through the kernel: is the thread in the middle of a call? */
static void look(void)
{
    again += thread != NULL && thread->state == THREAD_READY && thread->frame.origin == ORIGIN_CHANGED;
}
RESUME_CHOICE(05, look);

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    if (thread->state == THREAD_EXITED) {
        print("exit status %d\n", thread->exit_status);
    } else {
        print("ended by %s at %lx, address %lx\n", thread->fault.name, thread->fault.instruction, thread->fault.address);
    }
    print("made again: %s\n", again >= 3 ? "several times" : "hardly ever");
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, frame_counters().free);
    assert(self == HANDLE_FIRST);
    local_apic_write(LOCAL_APIC_TIMER_INITIAL, 200000);
    machine_thread_resume(thread);
}
