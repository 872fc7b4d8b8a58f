/* SPDX-License-Identifier: MIT */
/*
 * Threads as objects. A thread ends at once, whatever it is about; its frame goes back when nothing leads to it any more.
 *
 * Invariant: a thread that has ended is in no queue, on no processor and not in its process's list.
 */
#include "kernel/thread.h"

#include "kernel/frame_alloc.h"
#include "kernel/object_end.h"
#if SPRINT >= S_PROCESSES
#include "kernel/process_wait.h"
#endif

void thread_end(struct thread *thread, enum thread_state how)
{
    struct process *process = thread->process;
    thread->state = how;
    if (thread->object.type == NULL) {
        scheduler_remove(thread);
        machine_thread_forget(thread); /* Who made it frees it. */
        return;
    }
    thread_destroy(thread);
    if (process->threads == 0) {
#if SPRINT >= S_PROCESSES
        process_outcome_keep(process, thread);
#endif
        object_end(&process->object);
    }
}

static void thread_inspect(const struct capability *capability, struct cap_info *info)
{
    info->identifier = thread_of(capability->object)->identifier;
}

static bool thread_end_piece(struct object *object)
{
    struct thread *thread = thread_of(object);
    if (!thread_has_ended(thread)) {
        thread_end(thread, THREAD_DESTROYED);
    }
    return true;
}

static void thread_free(struct object *object)
{
    frame_free(FRAME_OBJECT, thread_of(object)->self);
}

const struct object_type thread_type = {
    .number = OBJECT_THREAD,
    .name = "thread",
    .rights = RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAKE,
    .inspect = thread_inspect,
    .end = thread_end_piece,
    .free = thread_free,
};
