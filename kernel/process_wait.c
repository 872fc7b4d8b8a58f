/* SPDX-License-Identifier: MIT */
/*
 * Waiting for the end of a process. Who waits is in a list of the process and makes the call again once the process has ended; so a wait
 * keeps nothing but the list, and whatever happens to the waiting thread, its handle or the process meanwhile is found by the look-up.
 *
 * Invariant: a thread is in such a list if and only if it is THREAD_WAITING.
 */
#include "kernel/process_wait.h"

#include "kernel/call_return.h"
#include "kernel/calls.h"
#include "kernel/object_end.h"
#include "kernel/resume.h"
#include "kernel/user_memory.h"

void process_outcome_keep(struct process *process, const struct thread *last)
{
    if (last->state == THREAD_EXITED) {
        process->outcome = (struct process_outcome){.how = PROCESS_EXITED, .status = last->exit_status};
    } else if (last->state == THREAD_FAULTED) {
        const struct fault *fault = &last->fault;
        process->outcome = (struct process_outcome){.how = PROCESS_FAULTED,
                                            .fault = fault->number,
                                            .error = fault->error,
                                            .address = fault->address,
                                            .instruction = fault->instruction};
    }
}

void process_wait_forget(struct thread *thread)
{
    if (thread->waiting_link != NULL) {
        *thread->waiting_link = thread->waiting_next;
        if (thread->waiting_next != NULL) {
            thread->waiting_next->waiting_link = thread->waiting_link;
        }
        thread->waiting_link = NULL;
    }
}

static void wait_for(struct process *process, struct thread *thread)
{
    thread->state = THREAD_WAITING;
    thread->waiting_next = process->waiting;
    thread->waiting_link = &process->waiting;
    if (process->waiting != NULL) {
        process->waiting->waiting_link = &thread->waiting_next;
    }
    process->waiting = thread;
}

/* Nothing can be charged to it any more: what is left of its frames goes back to whoever gave them. */
static void frames_return(struct process *process)
{
    uint64_t left = process->account.limit - process->account.used;
    if (process->object.account != NULL) {
        process->account.limit -= left;
        process->object.charge -= left;
        account_refund(process->object.account, left);
    }
}

bool process_outcome_tell(struct process *process)
{
    if (process->account.ending > 0) {
        object_end_turn(); /* What it has paid for is in the queue behind it. */
        return false;
    }
    frames_return(process);
    process->outcome_known = true;
    process->outcome.how = process->outcome.how != 0 ? process->outcome.how : PROCESS_DESTROYED;
    struct thread *thread = process->waiting;
    if (thread == NULL) {
        return true;
    }
    process_wait_forget(thread);
    thread->state = THREAD_READY;
    scheduler_add(thread);
    return false;
}

int64_t call_process_wait(uint64_t process, struct user_address end, uint64_t length)
{
    struct capability *capability;
    int64_t error = LOOK_UP(process_wait, process, &capability);
    if (error < 0) {
        return error;
    }
    struct process *ended = process_of(capability->object);
    struct thread *thread = machine_thread_current();
    if (length > sizeof(struct process_outcome)) {
        return -EINVAL;
    }
    /* Written now, too, so that a pointer that leads nowhere is refused before the wait. */
    error = copy_to_user(end, &ended->outcome, length);
    if (error < 0 || ended->outcome_known) {
        return error;
    }
    if (ended == thread->process) {
        return -ESTATE;
    }
    /* Nothing fails from here on. */
    wait_for(ended, thread);
    call_again();
}

// [again]
/* When there was nothing to run, something has ended, and somebody may have waited for that. */
RESUME_CHOICE(91, scheduler_run);
// [/again]
