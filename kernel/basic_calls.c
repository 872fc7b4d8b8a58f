/* SPDX-License-Identifier: MIT */
/*
 * The first four calls. They take no pointer and no handle, so all that they can get wrong is to return at the wrong moment.
 */
#include "kernel/calls.h"
#include "kernel/clock.h"
#include "kernel/process.h"
#if SPRINT >= S_THREADS
#include "kernel/thread.h"
#endif

int64_t call_null(void)
{
    return 0;
}

int64_t call_clock_ticks(void)
{
    return (int64_t)clock_ticks();
}

int64_t call_getpid(void)
{
    return (int64_t)machine_thread_current()->process->identifier;
}

int64_t call_exit(uint64_t status)
{
    struct thread *thread = machine_thread_current();
    thread->exit_status = (int32_t)status;
#if SPRINT >= S_THREADS
    thread_end(thread, THREAD_EXITED);
#else
    thread->state = THREAD_EXITED;
    machine_thread_forget(thread);
#endif
    kernel_resume();
}
