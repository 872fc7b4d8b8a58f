/* SPDX-License-Identifier: MIT */
/*
 * Lets the program make its calls, then reads what it left in its memory.
 */
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"
#include "results.h"

static struct thread *thread;

static const struct results *program_results(void)
{
    struct physical_address frame;
    unsigned permissions;
    bool mapped = address_space_lookup(&thread->process->space, (struct user_address){FLAT_DATA}, &frame, &permissions);
    assert(mapped);
    return direct_map(frame);
}

static void program_ended(void)
{
    static const uint64_t unknown[] = UNKNOWN_NUMBERS;
    if (thread == NULL || (thread->state != THREAD_EXITED && thread->state != THREAD_FAULTED)) {
        return;
    }
    const struct results *results = program_results();
    print("null %ld, getpid %ld, clock_ticks %ld and later %ld\n", results->null_result, results->process,
          results->ticks_first, results->ticks_later);
    for (unsigned i = 0; i < ARRAY_SIZE(unknown); i++) {
        print("call 0x%016lx: %ld\n", unknown[i], results->unknown[i]);
    }
    print("%lu more unknown numbers tried, %lu refused\n", results->tried, results->refused);
    assert(thread->state == THREAD_EXITED && results->tried == results->refused);
    print("exit status 0x%x\n", (unsigned)thread->exit_status);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, program_ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
