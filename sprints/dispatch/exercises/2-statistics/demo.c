/* SPDX-License-Identifier: MIT */
/* Reads the counters when the program has ended. */
#include "kernel/abi/numbers.h"
#include "kernel/calls.h"
#include "kernel/flat.h"
#include "kernel/panic.h"
#include "kernel/print.h"
#include "kernel/resume.h"
#include "kernel/start.h"

static struct thread *thread;

static void ended(void)
{
    if (thread == NULL || thread->state == THREAD_READY) {
        return;
    }
    uint64_t holes = 0, all = 0;
    for (unsigned slot = 0; slot <= CALL_SLOTS; slot++) {
        all += call_counts[slot];
        holes += slot < CALL_SLOTS && call_names[slot] == NULL ? call_counts[slot] : 0;
    }
    print("null %lu, getpid %lu, exit %lu\n", call_counts[CALL_null], call_counts[CALL_getpid], call_counts[CALL_exit]);
    print("holes %lu, beyond %lu\n", holes, call_counts[CALL_SLOTS]);
    print("all together %lu\n", all);
    flat_end(thread);
    checkpoint_done();
}
RESUME_CHOICE(60, ended);

void demo(void)
{
    thread = flat_start(&boot_info.modules[0], 0);
    assert(thread != NULL);
    machine_thread_resume(thread);
}
