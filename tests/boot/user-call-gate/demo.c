/* SPDX-License-Identifier: MIT */
/* A program has a page at 0x1000 and makes a descriptor table of it. */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void ended(void)
{
    if (thread == NULL || thread->state != THREAD_FAULTED) {
        return;
    }
    print("the program ended: %s, error code %lx\n", thread->fault.name, thread->fault.error);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    struct process *process = process_create();
    assert(process != NULL && flat_load(process, &boot_info.modules[0]));
    struct physical_address frame;
    bool allocated = frame_alloc_zeroed(FRAME_USER, &frame);
    assert(allocated);
    enum address_status status =
        address_space_map(&process->space, (struct user_address){0x1000}, frame, PERMISSION_READ | PERMISSION_WRITE);
    assert(status == ADDRESS_OK);
    thread = thread_create(process);
    assert(thread != NULL);
    bool started = thread_start(thread, (struct user_address){FLAT_CODE}, (struct user_address){FLAT_STACK_TOP}, 0);
    assert(started);
    print("a program writes a call gate to 0x1000 and calls through it\n");
    machine_thread_resume(thread);
}
