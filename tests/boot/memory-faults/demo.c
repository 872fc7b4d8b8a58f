/* SPDX-License-Identifier: MIT */
/* Processes, one after the other, each with a task of its own, and how they end. The last two must have got the same frames. */
#include "kernel/frame_alloc.h"
#include "tests/boot/lib/flat_program.h"

#define FILLED UINT64_C(0x10000000)
#define FILLED_PAGES 1200

static const char *const tasks[] = {
    "read after unmap",
    "write to what can be read",
    "execute what can be written",
    "write to what can be executed",
    "read after the capability was removed",
    "read after what it was derived from was revoked",
    "read after the memory has ended",
    "read outside of the window",
    "fill 1200 pages",
    "find zeros in 1200 pages",
};

static uint64_t task, before, same, frames[FILLED_PAGES];

static _Noreturn void next(void)
{
    program_start(task);
    program_endow(2000);
    machine_thread_resume(thread);
}

/* Notes the frames that a process has in its memory, or compares with those that were noted. */
static void frames_look(void)
{
    for (uint64_t page = 0; page < FILLED_PAGES; page++) {
        struct physical_address frame = {0};
        unsigned permissions;
        address_space_lookup(&thread->process->space, (struct user_address){FILLED + page * PAGE_SIZE}, &frame, &permissions);
        same += frame.value != 0 && frame.value == frames[page];
        frames[page] = frame.value;
    }
}

static void task_ended(void)
{
    if (program_runs()) {
        return;
    }
    if (thread->state == THREAD_FAULTED) {
        const struct fault *fault = &thread->fault;
        print("%lu %s: %s error %lx at 0x%lx\n", task, tasks[task], fault->number == 14 ? "#PF" : fault->name, fault->error,
              fault->address);
    } else {
        print("%lu %s: exit status %d\n", task, tasks[task], thread->exit_status);
        frames_look();
    }
    flat_end(thread);
    if (++task < ARRAY_SIZE(tasks)) {
        next();
    }
    print("the frames are the same: %lu, frames lost: %ld\n", same, (int64_t)(before - frame_counters().free));
    checkpoint_done();
}
RESUME_CHOICE(30, task_ended);

void demo(void)
{
    before = frame_counters().free;
    next();
}
