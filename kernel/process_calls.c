/* SPDX-License-Identifier: MIT */
/*
 * Processes as objects: how a program makes one, and how the kernel makes the first.
 */
#include "kernel/calls.h"
#include "kernel/capability.h"
#include "kernel/process.h"
#if SPRINT >= S_REVOCATION
#include "kernel/process_end.h"
#endif

/* What a process costs whoever makes it: its object and its top table. */
#define PROCESS_FRAMES 2

static void process_inspect(const struct capability *capability, struct cap_info *info)
{
    const struct process *process = process_of(capability->object);
    info->identifier = process->identifier;
    if ((capability->rights & RIGHT_SPEND) != 0) {
        info->limit = process->account.limit;
        info->used = process->account.used;
    }
}

const struct object_type process_type = {
    .number = OBJECT_PROCESS,
    .name = "process",
    .rights = RIGHT_READ | RIGHT_WRITE | RIGHT_COPY | RIGHT_DESTROY | RIGHT_WAIT | RIGHT_GIVE | RIGHT_MAP | RIGHT_THREAD | RIGHT_SPEND,
    .inspect = process_inspect,
#if SPRINT >= S_REVOCATION
    .end = process_end_piece,
    .free = process_free,
#endif
};

uint64_t process_endow(struct process *process, uint64_t frames)
{
    process->account.limit += frames;
    struct capability *slot = capability_slot(process);
    if (slot == NULL) {
        return 0;
    }
    capability_fill(slot, &process->object, process_type.rights, 0, NULL);
    return capability_handle(slot);
}

int64_t call_proc_create(uint64_t payer, uint64_t frames, uint64_t priority)
{
    struct capability *paying;
    int64_t error = LOOK_UP(proc_create, payer, &paying);
    if (error < 0) {
        return error;
    }
    struct process *creator = process_of(paying->object);
    if (priority > creator->priority) {
        return -EINVAL;
    }
    /* The first comparison keeps the sum from wrapping around. */
    if (frames > creator->account.limit || !account_charge(&creator->account, frames + PROCESS_FRAMES)) {
        return -EQUOTA;
    }
    struct process *process = process_create();
    struct capability *slot = process != NULL ? capability_slot(machine_thread_current()->process) : NULL;
    if (slot == NULL) {
        if (process != NULL) {
            process_free(&process->object);
        }
        account_refund(&creator->account, frames + PROCESS_FRAMES);
        return -EQUOTA;
    }
    /* Nothing fails from here on. */
    process->priority = (unsigned)priority;
    process->account.limit = frames;
    object_charged(&process->object, &creator->account, frames + PROCESS_FRAMES);
    capability_fill(slot, &process->object, process_type.rights, 0, NULL);
    return (int64_t)capability_handle(slot);
}

void process_free(struct object *object)
{
    struct process *process = process_of(object);
    address_space_destroy(&process->space);
    frame_free(FRAME_OBJECT, process->self);
}
