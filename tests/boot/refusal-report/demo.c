/* SPDX-License-Identifier: MIT */
/* A process with a capability to itself, one without rights, and one to an object of a type that no call takes. */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

/* An object of no type that a program can know. */
static const struct object_type thing_type = {.number = (enum object_type_number)99, .name = "thing", .rights = 0xffff};
static struct object thing = {.type = &thing_type};

static struct thread *thread;

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
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    uint64_t self = process_endow(thread->process, 64);
    assert(self == HANDLE_FIRST);
    struct capability *process = capability_slot(thread->process);
    assert(process != NULL);
    capability_fill(process, &thread->process->object, 0, 0, thread->process->object.root);
    struct capability *slot = capability_slot(thread->process);
    capability_fill(slot, &thing, thing_type.rights, 0, NULL);
    machine_thread_resume(thread);
}
