/* SPDX-License-Identifier: MIT */
/*
 * The calls about threads. One that lets another thread run leaves through call_return(), which chooses anew; the others just return.
 */
#include "kernel/call_return.h"
#include "kernel/calls.h"
#include "kernel/thread.h"

/* The result, for a call that may have made somebody ready who comes first. */
static int64_t result_or_switch(int64_t result)
{
    if (scheduler_outranked()) {
        call_return(result);
    }
    return result;
}

/* A thread for which a process was charged a frame already, or null. */
static struct thread *thread_charged(struct process *process)
{
    static uint64_t last_identifier;
    struct thread *thread = thread_create(process);
    if (thread == NULL) {
        return NULL;
    }
    thread->identifier = ++last_identifier;
    thread->object.type = &thread_type;
    object_charged(&thread->object, &process->account, 1);
    return thread;
}

int64_t call_thread_create(uint64_t process, uint64_t entry, uint64_t stack, uint64_t argument, uint64_t priority)
{
    struct capability *target;
    int64_t error = LOOK_UP(thread_create, process, &target);
    if (error < 0) {
        return error;
    }
    struct process *home = process_of(target->object);
    struct user_address first = {entry}, top = {stack};
    if (priority > home->priority || !machine_thread_start_valid(first, top)) {
        return -EINVAL;
    }
    /* The thread is paid for first: a page that the table needs for the handle would stay. */
    if (!account_charge(&home->account, 1)) {
        return -EQUOTA;
    }
    struct capability *slot = capability_slot(machine_thread_current()->process);
    struct thread *thread = slot != NULL ? thread_charged(home) : NULL;
    if (thread == NULL) {
        account_refund(&home->account, 1);
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    thread->schedule.priority = (uint8_t)priority;
    (void)thread_start(thread, first, top, argument);
    capability_fill(slot, &thread->object, thread_type.rights, 0, NULL);
    return result_or_switch((int64_t)capability_handle(slot));
}

int64_t call_thread_destroy(uint64_t destroyed)
{
    struct capability *capability;
    int64_t error = LOOK_UP(thread_destroy, destroyed, &capability);
    if (error < 0) {
        return error;
    }
    struct thread *thread = thread_of(capability->object);
    /* Nothing fails from here on. */
    if (thread == machine_thread_current()) {
        thread_end(thread, THREAD_DESTROYED);
        kernel_resume();
    }
    thread_end(thread, THREAD_DESTROYED);
    return 0;
}

int64_t call_thread_yield(void)
{
    scheduler_yield();
    call_return(0);
}

int64_t call_thread_block(void)
{
    struct thread *thread = machine_thread_current();
    if (thread->schedule.permit) {
        thread->schedule.permit = false;
        return 0;
    }
    thread->state = THREAD_BLOCKED;
    call_return(0);
}

int64_t call_thread_wake(uint64_t woken)
{
    struct capability *capability;
    int64_t error = LOOK_UP(thread_wake, woken, &capability);
    if (error < 0) {
        return error;
    }
    struct thread *thread = thread_of(capability->object);
    /* Nothing fails from here on. */
    if (thread->state != THREAD_BLOCKED) {
        thread->schedule.permit = true;
        return 0;
    }
    thread->state = THREAD_READY;
    scheduler_add(thread);
    return result_or_switch(0);
}
