/* SPDX-License-Identifier: MIT */
/*
 * Two processes of one program. The first begins with all frames, a handle to itself and one to the second; the second with nothing.
 */
#include "kernel/flat.h"
#include "kernel/frame_alloc.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *first, *second;

static void program_ended(void)
{
    struct thread *thread = machine_thread_current();
    if (first == NULL || (thread != NULL && thread->state == THREAD_READY)) {
        return;
    }
    assert(first->state == THREAD_EXITED);
    if (second->state == THREAD_EXITED) {
        checkpoint_done();
    }
    print("The second process begins.\n");
    machine_thread_resume(second);
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    first = flat_start(&boot_info.modules[0], 0);
    second = flat_start(&boot_info.modules[0], 1);
    assert(first != NULL && second != NULL);
    /* The second may use one frame: the page of its table. */
    second->process->account.limit = 1;
    uint64_t self = process_endow(first->process, frame_counters().free);
    struct capability *slot = capability_slot(first->process);
    assert(self == HANDLE_FIRST && slot != NULL);
    capability_fill(slot, &second->process->object, process_type.rights, 0, NULL);
    machine_thread_resume(first);
}
