/* SPDX-License-Identifier: MIT */
/* A process with a capability to itself, and one to an object of a type that no call takes. */
#include "tests/boot/lib/flat_status.h"

/* An object of no type that a program can know. */
static const struct object_type thing_type = {.number = (enum object_type_number)99, .name = "thing", .rights = 0xffff};
static struct object thing = {.type = &thing_type};

void demo(void)
{
    program_start(0);
    program_endow(64);
    struct capability *slot = capability_slot(thread->process);
    assert(slot != NULL);
    capability_fill(slot, &thing, 0, 0, NULL); /* of the wrong type, and without rights: the type comes first */
    machine_thread_resume(thread);
}
