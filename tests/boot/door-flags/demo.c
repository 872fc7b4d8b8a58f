/* SPDX-License-Identifier: MIT */
/* The first instruction of the door is watched by a stub in LSTAR, which notes the flags and goes on to the door. */
#include "arch/x86_64/msr.h"
#include "arch/x86_64/syscall.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

extern const char door_watch[];
extern uint64_t door_flags_seen, door_flags_count;

static struct thread *thread;

int64_t kernel_call(struct frame *frame);
int64_t kernel_call(struct frame *frame)
{
    return (int64_t)frame->rax;
}

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    print("seen at the door: %lx with %lu sets of flags\n", door_flags_seen, door_flags_count);
    print("ended by %s, rax %lx, rbx %lx\n", thread->fault.name, thread->frame.rax, thread->frame.rbx);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    msr_write(MSR_LSTAR, (uintptr_t)door_watch);
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
