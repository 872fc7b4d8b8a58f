/* SPDX-License-Identifier: MIT */
/* A process with a capability to itself, one without rights, and one to an object of a type that no call takes. */
#include "tests/boot/lib/flat_status.h"

/* An object of no type that a program can know. */
static const struct object_type thing_type = {.number = (enum object_type_number)99, .name = "thing", .rights = 0xffff};
static struct object thing = {.type = &thing_type};

void demo(void)
{
    program_start(0);
    program_endow(64);
    struct capability *process = capability_slot(thread->process);
    assert(process != NULL);
    capability_fill(process, &thread->process->object, 0, 0, thread->process->object.root);
    struct capability *slot = capability_slot(thread->process);
    capability_fill(slot, &thing, thing_type.rights, 0, NULL);
    machine_thread_resume(thread);
}
