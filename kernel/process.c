/* SPDX-License-Identifier: MIT */
/*
 * Processes and threads: how they are made and how they end. Each is an object of one frame of memory, reached through the direct
 * map, so that making and ending one costs a frame and nothing else.
 */
#include "kernel/process.h"

#include "kernel/frame_alloc.h"
#if SPRINT >= S_REVOCATION
#include "kernel/object_end.h"
#endif
#include "kernel/panic.h"
#include "kernel/resume.h"
#if SPRINT >= S_THREADS
#include "kernel/thread.h"
#endif
#if SPRINT >= S_PROCESSES
#include "kernel/process_wait.h"
#endif

_Static_assert(sizeof(struct process) <= PAGE_SIZE && sizeof(struct thread) <= PAGE_SIZE, "one frame holds an object");

/* A frame of zeros for an object, or null. */
static void *object_create(struct physical_address *frame)
{
    return frame_alloc_zeroed(FRAME_OBJECT, frame) ? direct_map(*frame) : NULL;
}

struct process *process_create(void)
{
    static uint64_t last_identifier;
    struct physical_address frame;
    struct process *process = object_create(&frame);
    if (process == NULL) {
        return NULL;
    }
    if (!address_space_create(&process->space)) {
        frame_free(FRAME_OBJECT, frame);
        return NULL;
    }
    process->self = frame;
    process->identifier = ++last_identifier;
#if SPRINT >= S_CAPABILITIES
    process->object.type = &process_type;
    process->account.owner = &process->object;
    process->priority = PRIORITY_MAX;
#endif
    return process;
}

void process_destroy(struct process *process)
{
    assert(process->threads == 0);
#if SPRINT >= S_REVOCATION
    object_end(&process->object);
    while (object_end_piece()) {
    }
#else
    struct user_address address;
    struct physical_address frame;
    while (address_space_first(&process->space, &address)) {
        enum address_status status = address_space_unmap(&process->space, address, &frame);
        assert(status == ADDRESS_OK);
        frame_free(FRAME_USER, frame);
    }
    address_space_destroy(&process->space);
    frame_free(FRAME_OBJECT, process->self);
#endif
}

struct thread *thread_create(struct process *process)
{
    struct physical_address frame;
    struct thread *thread = object_create(&frame);
    if (thread == NULL) {
        return NULL;
    }
    thread->self = frame;
    thread->process = process;
    thread->state = THREAD_NEW;
    process->threads++;
#if SPRINT >= S_REVOCATION
    thread->next_thread = process->first_thread;
    if (thread->next_thread != NULL) {
        thread->next_thread->previous_thread = thread;
    }
    process->first_thread = thread;
#endif
    return thread;
}

bool thread_start(struct thread *thread, struct user_address entry, struct user_address stack, uint64_t argument)
{
    assert(thread->state != THREAD_READY);
    if (!machine_thread_prepare(thread, entry, stack, argument)) {
        return false;
    }
    thread->state = THREAD_READY;
#if SPRINT >= S_THREADS
    scheduler_add(thread);
#endif
    return true;
}

void thread_destroy(struct thread *thread)
{
#if SPRINT >= S_THREADS
    scheduler_remove(thread);
#endif
#if SPRINT >= S_PROCESSES
    process_wait_forget(thread);
#endif
    machine_thread_forget(thread);
    thread->process->threads--;
#if SPRINT >= S_REVOCATION
    if (thread->next_thread != NULL) {
        thread->next_thread->previous_thread = thread->previous_thread;
    }
    if (thread->previous_thread != NULL) {
        thread->previous_thread->next_thread = thread->next_thread;
    } else {
        thread->process->first_thread = thread->next_thread;
    }
#endif
#if SPRINT >= S_THREADS
    if (thread->object.type != NULL) {
        thread->state = thread_has_ended(thread) ? thread->state : THREAD_DESTROYED;
        object_end(&thread->object);
        return;
    }
#endif
    frame_free(FRAME_OBJECT, thread->self);
}

_Noreturn void kernel_fault(const struct fault *fault)
{
    struct thread *thread = machine_thread_current();
    thread->fault = *fault;
#if SPRINT >= S_THREADS
    thread_end(thread, THREAD_FAULTED);
#else
    thread->state = THREAD_FAULTED;
    machine_thread_forget(thread);
#endif
    kernel_resume();
}

#if SPRINT < S_THREADS
/* Whoever was interrupted goes on. */
static void resume_current(void)
{
    struct thread *thread = machine_thread_current();
    if (thread != NULL && thread_may_run(thread)) {
        machine_thread_resume(thread);
    }
}
RESUME_CHOICE(50, resume_current);
#endif
