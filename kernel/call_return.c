/* SPDX-License-Identifier: MIT */
/*
 * Ways to leave a call other than by return. The kernel's stack is abandoned; what matters is in the frame and in the objects.
 */
#include "kernel/call_return.h"

#include "kernel/check.h"
#include "kernel/machine.h"
#include "kernel/upcall.h"

_Noreturn void call_again(void)
{
    machine_call_undo(machine_thread_current());
    check_all();
    kernel_resume();
}

_Noreturn void call_return(int64_t result)
{
    machine_call_result(machine_thread_current(), result);
    check_all();
    kernel_resume();
}
